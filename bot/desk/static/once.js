// A form that is on its way is not sent again by the second click of two: what was noted would stand there twice.
"use strict";

const SENT = new WeakMap(), AGAIN = 3000; // milliseconds

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const now = Date.now(), form = event.target;
  if (now - (SENT.get(form) ?? 0) < AGAIN) event.preventDefault();
  else SENT.set(form, now);
});
