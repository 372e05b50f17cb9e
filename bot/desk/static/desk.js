// The queue, live. Without this file the page still reads, takes and closes; with it nobody has to reload.
"use strict";

const live = document.getElementById("live");
const summary = () => document.getElementById("summary");
const field = "input:not([type=hidden]), select, textarea";

let pressed = false, leaving = false, late = false;

// A list of outcomes that is open under somebody's hand is not pulled away, nor a button while it is pressed, nor a form on
// its way: a browser forgets to send one that is gone.
const busy = () => pressed || leaving || (document.activeElement?.tagName === "SELECT" && live.contains(document.activeElement));

function typed(one) {
  if (one.type === "checkbox") return one.checked !== one.defaultChecked;
  if (one.tagName === "SELECT") return one.value !== "";
  return one.value !== one.defaultValue;
}

function put(was) {
  const one = document.getElementById(was.id);
  if (!one) return was.type === "text" && was.value;
  one.value = was.value;
  one.checked = was.checked;
}

function swap(fresh) {
  const next = fresh.getElementById("summary"), now = summary();
  document.title = next.dataset.title;
  alarm(next.dataset.reds, fresh);
  late = busy();
  if (late) return now.replaceChildren(...next.childNodes); // the list follows when the hand is free
  const kept = [...live.querySelectorAll(field)].filter(typed), at = document.activeElement;
  const focused = live.contains(at) ? at.id : "", caret = at.selectionStart;
  live.replaceChildren(...fresh.body.childNodes);
  const lost = kept.map(put).filter(Boolean);
  const unkept = document.getElementById("unkept");
  if (lost.length) unkept.textContent = `You have that item no more. What you had written on it: “${lost.join("”, “")}”`;
  unkept.hidden &&= !lost.length;
  const back = focused && document.getElementById(focused);
  if (back) back.focus({ preventScroll: true });
  if (back?.type === "text") back.setSelectionRange(caret, caret);
}

const look = follow(live.dataset.address, () => summary().dataset.number, swap);
const soon = () => late && !busy() && look();
const released = () => setTimeout(() => ((pressed = false), soon()), 200);
live.addEventListener("focusout", () => setTimeout(soon));
live.addEventListener("pointerdown", () => (pressed = true));
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, released);
addEventListener("submit", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));

let left = 0;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) left = Date.now();
  else if (left && Date.now() - left > 15 * 60000) document.getElementById("away").hidden = false;
});
