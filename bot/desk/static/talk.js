// A conversation, live. Without this file the page still reads, keeps drafts and sends; with it new messages appear by
// themselves, and what is typed is counted and kept as it is typed.
"use strict";

const box = document.getElementById("text"), letter = document.getElementById("letter");
const seen = document.getElementById("seen"), saved = document.getElementById("saved");
const here = location.pathname;
const live = () => document.getElementById("live");
const theirs = (page) => page.querySelectorAll("#live .theirs .text");
const SOON = 600; // milliseconds after the last key
let dirty = false, timer = 0, saving = null, late = false;

function busy() {
  const at = document.activeElement;
  return at && ["SELECT", "INPUT"].includes(at.tagName) && live().contains(at);
}

function swap(fresh) {
  const next = fresh.getElementById("live");
  if (busy()) return void (live().dataset.late = "yes"); // it follows when the hand is free
  const was = theirs(document).length, top = letter.getBoundingClientRect().top;
  const opened = document.getElementById("handing")?.open, focused = live().contains(document.activeElement) && document.activeElement.id;
  live().replaceWith(next);
  if (opened && document.getElementById("handing")) document.getElementById("handing").open = true;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  scrollBy(0, letter.getBoundingClientRect().top - top); // the box stays under the hand
  const now = theirs(document);
  if (now.length > was) document.getElementById("heard").textContent = `They wrote: ${now[now.length - 1].textContent}`;
  if (next.dataset.soon) setTimeout(look, 2000); // how far it has come is no change that is told
}

const look = follow(`${here}/now${location.search.includes("all") ? "?all=yes" : ""}`, () => live().dataset.number, swap);
live().parentNode.addEventListener("focusout", () => setTimeout(() => live().dataset.late && look()));
if (live().dataset.soon) setTimeout(look, 1000);

function counted(said) {
  const size = document.getElementById("size"), reading = document.getElementById("reading");
  size.textContent = said.size;
  size.className = said.long ? "wrong" : "";
  reading.textContent = said.reading;
  reading.className = said.hard ? "hard" : "";
}

function differs(html) {
  const other = document.getElementById("other"), next = new DOMParser().parseFromString(html, "text/html").getElementById("there");
  seen.value = next.dataset.version;
  document.getElementById("other-ways").hidden = !next.dataset.some;
  other.replaceChildren(next);
  other.hidden = false;
  other.scrollIntoView({ block: "nearest" });
}

async function save() {
  clearTimeout(timer);
  dirty = false;
  try {
    const answer = await fetch(`${here}/draft`, { method: "POST", body: new URLSearchParams(new FormData(letter)) });
    if (answer.status === 401) return void (saved.textContent = "You are signed out. Sign in in another tab, then go on here.");
    if (answer.status === 409) return differs(await answer.text());
    if (answer.status === 404) return void (saved.textContent = "Nothing is kept any more: they were erased, or are somebody else’s.");
    const said = await answer.json();
    if (said.problem) return void (saved.textContent = said.problem);
    seen.value = said.version;
    counted(said);
    saved.textContent = "Kept.";
  } catch {
    dirty = true;
    saved.textContent = "Not kept: the desk does not answer. Trying again.";
    timer = setTimeout(begin, 3000);
  }
}

function begin() {
  saving = (saving || Promise.resolve()).then(save).finally(() => (saving = null));
}

box.addEventListener("input", () => {
  dirty = true;
  saved.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(begin, SOON);
});

letter.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  dirty = false;
  if (late) return event.preventDefault(); // a second tap
  late = true;
  if (!saving) return;
  event.preventDefault(); // what is being kept comes first: it would look like another tab's
  await saving;
  late = false;
  if (document.getElementById("other").hidden) letter.requestSubmit(event.submitter);
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  letter.requestSubmit(document.getElementById("send"));
});

addEventListener("pagehide", () => {
  if (dirty) navigator.sendBeacon(`${here}/draft`, new URLSearchParams(new FormData(letter)));
});
addEventListener("pageshow", () => (late = false));

document.getElementById("keys").hidden = false;
