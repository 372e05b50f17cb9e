// The queue, live. Without this file the page still reads, takes and closes; with it nobody has to reload.
"use strict";

const live = document.getElementById("live"), line = document.getElementById("line");
const summary = () => document.getElementById("summary");

function busy() {
  // A list of outcomes that is open under somebody's hand is not pulled away.
  const at = document.activeElement;
  return at && at.tagName === "SELECT" && live.contains(at);
}

function swap(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
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

function tell(words) {
  line.textContent = words;
  line.hidden = !words;
}

async function look() {
  try {
    const answer = await fetch("/desk/queue");
    if (answer.status === 401) return location.assign("/desk"); // signed out: nothing stays on the screen
    if (!answer.ok) throw new Error(String(answer.status));
    swap(await answer.text());
    tell("");
  } catch {
    tell("The desk does not answer. What you see may be old. Trying again.");
  }
}

const changes = new EventSource("/desk/changes");
changes.onmessage = (event) => (event.data === summary().dataset.number ? tell("") : look());
changes.onerror = look;
live.addEventListener("focusout", () => setTimeout(look));
setInterval(look, 30000); // how long people have been waiting is shown in minutes
