// Says that posts came while somebody reads. Nothing is put on the page by itself; without this file one loads it anew.
const line = document.querySelector("[data-news]");
const PAUSE = 30_000;
const LONGEST = 10 * 60_000;
let pause = PAUSE;

async function look() {
  if (document.hidden) return wait();
  const answer = await fetch(line.dataset.news, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer && !answer.ok) return undefined; // signed out, or not mine to read any more
  const { words } = answer ? await answer.json() : { words: "" };
  if (words && line.querySelector("a").textContent !== words) {
    line.querySelector("a").textContent = words;
    line.hidden = false;
  }
  pause = words || !answer ? Math.min(pause * 2, LONGEST) : Math.min(pause * 1.2, LONGEST);
  return wait();
}

function wait() {
  setTimeout(look, pause);
}

if (line) {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) pause = PAUSE;
  });
  setTimeout(look, Number(line.dataset.pause) || PAUSE);
}
