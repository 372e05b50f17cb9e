// What the live pages of the desk share: they look again as soon as anything has changed, and say so when they cannot.
"use strict";

// `address`: what to look at. `number`: the change that is on the page. `swap`: puts a fresh document's part in its place.
function follow(address, number, swap) {
  const line = document.getElementById("line");
  const tell = (words) => {
    line.textContent = words;
    line.hidden = !words;
  };
  async function look() {
    try {
      const answer = await fetch(address);
      if (answer.status === 401) return location.reload(); // signed out: nothing stays on the screen
      if (!answer.ok) throw new Error(String(answer.status));
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
      tell("");
    } catch {
      tell("The desk does not answer. What you see may be old. Trying again.");
    }
  }
  const changes = new EventSource("/desk/changes");
  changes.onmessage = (event) => (event.data === number() ? tell("") : look());
  changes.onerror = look;
  setInterval(look, 30000); // how long people have been waiting is shown in minutes
  return look;
}
