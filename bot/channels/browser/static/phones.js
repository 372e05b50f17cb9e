// The phones, live. Without this file every form still works; with it messages arrive by themselves.
"use strict";

const phones = [...document.querySelectorAll(".phone")];
const newest = (phone) => phone.querySelector(".bubbles").dataset.asks;

function toTheEnd(phone) {
  const screen = phone.querySelector(".screen");
  screen.scrollTop = screen.scrollHeight;
}

// Only what is new is added, so that a screen reader reads out new messages and nothing twice.
function show(phone, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const list = phone.querySelector(".bubbles"), next = fresh.querySelector(".bubbles");
  if (Number(next.dataset.changes) < Number(list.dataset.changes)) return;
  const keys = new Set([...next.children].map((li) => li.dataset.key));
  for (const li of [...list.children]) if (!keys.delete(li.dataset.key)) li.remove();
  for (const li of [...next.children]) if (keys.has(li.dataset.key)) list.append(li);
  Object.assign(list.dataset, next.dataset);
  phone.querySelector(".buttons").replaceWith(fresh.querySelector(".buttons"));
  const write = phone.querySelector(".write");
  // Words whose typing began before this message came do not say that they answer it.
  if (!write.elements.text.value) write.elements.reply_to.value = newest(phone);
  else if (write.elements.reply_to.value !== newest(phone)) write.elements.reply_to.value = "";
  toTheEnd(phone);
}

async function look(phone) {
  const answer = await fetch(`/try/${phone.dataset.address}/screen`);
  if (answer.ok) show(phone, await answer.text());
}

async function send(phone, form) {
  const write = phone.querySelector(".write"), input = write.elements.text, problem = write.querySelector(".problem");
  const body = new URLSearchParams(new FormData(form)), typed = form === write ? input.value : "";
  if (typed) input.value = "";
  let said = "Not sent. Press Send to try again.";
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Live": "1" } });
    if (answer.ok) {
      if (typed) write.elements.id.value = crypto.randomUUID(); // until then a retry is the same message
      show(phone, await answer.text());
      said = "";
    }
  } catch { /* the line is down: said so below */ }
  if (said && typed && !input.value) input.value = typed;
  problem.textContent = said;
  problem.hidden = !said;
}

for (const phone of phones) {
  const { text, reply_to } = phone.querySelector(".write").elements;
  let typing = false;
  text.addEventListener("input", () => {
    if (!typing && text.value) reply_to.value = newest(phone);
    typing = text.value !== "";
  });
  phone.addEventListener("submit", async (event) => {
    event.preventDefault();
    typing = false;
    text.focus({ preventScroll: true });
    await send(phone, event.target);
  });
  phone.addEventListener("load", () => toTheEnd(phone), true); // a picture is taller once it is there
  toTheEnd(phone);
}

const line = document.getElementById("line"), changes = new EventSource("/try/changes");
changes.onmessage = (event) => {
  const { now, changes: counts } = JSON.parse(event.data), clock = document.getElementById("now");
  line.hidden = true;
  if (clock) clock.textContent = now;
  for (const phone of phones) {
    if (counts[phone.dataset.address] !== Number(phone.querySelector(".bubbles").dataset.changes)) look(phone);
  }
};
changes.onerror = () => {
  line.textContent = "The service does not answer. Trying again.";
  line.hidden = false;
};
