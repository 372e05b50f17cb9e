// The queue, live. Without this file the page still reads, takes and closes; with it nobody has to reload.
"use strict";

const live = document.getElementById("live");
const summary = () => document.getElementById("summary");

function busy() {
  // A list of outcomes that is open under somebody's hand is not pulled away.
  const at = document.activeElement;
  return at && at.tagName === "SELECT" && live.contains(at);
}

function swap(fresh) {
  const next = fresh.getElementById("summary"), now = summary();
  document.title = next.dataset.title;
  now.dataset.title = next.dataset.title;
  if (now.textContent !== next.textContent) now.replaceChildren(...next.childNodes);
  if (busy()) return; // the summary and the title have changed; the list follows when the hand is free
  now.dataset.number = next.dataset.number;
  const chosen = new Map([...live.querySelectorAll("select")].map((select) => [select.id, select.value]));
  const focused = live.contains(document.activeElement) ? document.activeElement.id : "";
  document.getElementById("cards").replaceWith(fresh.getElementById("cards"));
  for (const [id, value] of chosen) if (document.getElementById(id)) document.getElementById(id).value = value;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

const look = follow("/desk/queue", () => summary().dataset.number, swap);
live.addEventListener("focusout", () => setTimeout(look));
