// A new red item: told to a screen reader, in the title, and, if somebody turned it on in this browser, by a sound.
"use strict";

const sound = document.getElementById("sound"), says = document.getElementById("sound-says");
const news = document.getElementById("news"), ON = "desk.sound";
let known = new Set(summary().dataset.reds.split(" ")), context = null, waiting = 0;

const isOn = () => localStorage.getItem(ON) === "on";

function alarm(reds, fresh) {
  const now = reds.split(" ").filter(Boolean), added = now.filter((number) => !known.has(number));
  known = new Set(now);
  if (!added.length) return calm();
  const title = fresh.getElementById(`title-${added[0]}`)?.textContent;
  announce(added.length > 1 ? `${added.length} new red items.` : `New red item, number ${added[0]}${title ? `: ${title}` : ""}.`);
  if (!isOn()) return;
  if (!document.hasFocus()) document.title = `New red! ${document.title}`;
  chime();
}

function calm() {
  if (isOn() && !document.hasFocus() && waiting) document.title = `New red! ${document.title}`;
}

function announce(words) {
  waiting = document.hasFocus() ? 0 : Date.now();
  news.textContent = words; // the list itself is silent: a reader hears of reds alone
}

function chime() {
  if (!context) context = new AudioContext();
  if (context.state !== "running") return told();
  for (const [n, pitch] of [660, 880, 660].entries()) {
    const tone = context.createOscillator(), volume = context.createGain(), at = context.currentTime + n * 0.25;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.24);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.25);
  }
}

function told() {
  sound.setAttribute("aria-pressed", String(isOn()));
  sound.textContent = isOn() ? "Sound for new red items: on" : "Sound for new red items: off";
  const asleep = isOn() && context?.state !== "running";
  says.textContent = asleep ? "Your browser plays it once you have clicked or pressed a key on this page." : "";
}

function wake() {
  if (!isOn()) return;
  if (!context) context = new AudioContext();
  context.resume().then(told, told);
}

sound.addEventListener("click", async () => {
  localStorage.setItem(ON, isOn() ? "off" : "on");
  if (isOn()) {
    if (!context) context = new AudioContext();
    await context.resume();
    chime();
  }
  told();
});
addEventListener("pointerdown", wake);
addEventListener("keydown", wake);
addEventListener("focus", () => {
  waiting = 0;
  document.title = summary().dataset.title;
});
sound.hidden = false;
told();
