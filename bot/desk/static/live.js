// What the live pages of the desk share: they look again as soon as anything has changed, and say so when they cannot.
"use strict";

// `address`: what to look at. `number`: the change that is on the page. `swap`: puts a fresh document's part in its place.
function follow(address, number, swap) {
  const line = document.getElementById("line");
  let lost = false, looking = false, again = false, changes;

  function tell(words, bad) {
    line.textContent = words;
    line.className = bad ? "notice bad" : "notice";
    line.hidden = !words;
  }
  function fail() {
    if (!lost) tell("The desk does not answer. What you see may be old. Trying again.", true);
    lost = true;
  }
  function well() {
    if (!lost || !navigator.onLine) return; // what was on its way when the line was cut still comes
    lost = false;
    tell("The desk answers again. What you see is up to date.", false);
    setTimeout(() => lost || tell("", false), 10000);
  }
  async function look() {
    if (looking) return void (again = true); // one at a time, and once more after it
    looking = true;
    try {
      const answer = await fetch(address);
      if (answer.status === 401) return location.reload(); // signed out: nothing stays on the screen
      if (!answer.ok) throw new Error(String(answer.status));
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
      well();
    } catch {
      fail();
    }
    looking = false;
    if (again) setTimeout(look, 250);
    again = false;
  }
  function listen() {
    changes = new EventSource("/desk/changes");
    changes.onmessage = (event) => (event.data === number() ? well() : look());
    changes.onerror = look;
  }
  listen();
  addEventListener("offline", fail);
  addEventListener("online", look);
  setInterval(() => {
    if (changes.readyState === EventSource.CLOSED) listen();
    look(); // how long people have been waiting is shown in minutes
  }, 30000);
  return look;
}
