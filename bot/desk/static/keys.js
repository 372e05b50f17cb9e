// Single-letter keys for the queue. They can be turned off, and never take a letter from somebody who writes.
"use strict";

const keys = document.getElementById("keys"), OFF = "desk.keys";
const areOff = () => localStorage.getItem(OFF) === "off";
const cards = () => [...document.querySelectorAll("#cards .card")];
const at = () => document.activeElement?.closest("#cards .card");

function go(by) {
  const all = cards(), here = all.indexOf(at());
  all[Math.min(all.length - 1, Math.max(0, here < 0 ? 0 : here + by))]?.focus();
}

function inCard(start, act) {
  const found = at()?.querySelector(`[id^="${start}-"]`);
  if (found) found[act]();
}

const deeds = {
  j: () => go(1),
  k: () => go(-1),
  Enter: () => document.activeElement === at() && at()?.querySelector(".over a").click(),
  c: () => inCard("take", "click"),
  n: () => inCard("note", "focus"),
  p: () => inCard("pass", "click"),
  r: () => inCard("outcome", "focus"),
  f: () => document.querySelector(".filters a").focus(),
};

function show() {
  document.getElementById("keys-off").textContent = areOff() ? "Turn these keys on" : "Turn these keys off";
  document.getElementById("keys-state").textContent = areOff() ? "They are off." : "";
  if (!keys.open) keys.showModal();
}

addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, select, textarea, [contenteditable], dialog");
  if (writes || areOff() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "?") show();
  else if (event.key !== "Enter" && Object.hasOwn(deeds, event.key)) deeds[event.key]();
  else if (event.key === "Enter" && at() === document.activeElement && at()) deeds.Enter();
  else return;
  event.preventDefault();
});

document.getElementById("keys-off").addEventListener("click", () => {
  localStorage.setItem(OFF, areOff() ? "on" : "off");
  show();
});
document.getElementById("keys-close").addEventListener("click", () => keys.close());
const opener = document.getElementById("show-keys");
opener.addEventListener("click", show);
opener.hidden = false;
