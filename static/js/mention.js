// Offers names while somebody writes “@” and two letters: only people in the space who may read it, as the server says.
// The names are buttons right after the field, so that Tab reaches them and Escape puts them away; without this file one
// writes @[name].
const PAUSE = 250;
const BEGUN = /(?:^|[\s(])@\[?([^\s@[\]][^@[\]\n]{1,39})$/u;

function offer(box) {
  const area = box.closest("form").querySelector("textarea[name=text]");
  const names = box.querySelector("[data-offered]");
  let timer = 0, asked = "";
  area.after(box);

  function begun() {
    const before = area.value.slice(0, area.selectionStart);
    const found = area.selectionStart === area.selectionEnd && BEGUN.exec(before);
    return found && found[1].split(/\s+/).length < 4 ? { words: found[1], start: before.lastIndexOf("@") } : null;
  }

  function away() {
    asked = "";
    names.replaceChildren();
    names.hidden = true;
  }

  function choose(name, start) {
    const written = `@[${name}] `;
    area.setRangeText(written, start, area.selectionEnd, "end");
    away();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function look() {
    const now = begun();
    if (!now) return away();
    if (now.words === asked) return undefined;
    asked = now.words;
    const answer = await fetch(`${box.dataset.names}?q=${encodeURIComponent(now.words)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? (await answer.json()).names : [];
    if (asked !== now.words) return undefined; // something else was typed meanwhile
    names.replaceChildren(...found.map(name => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button button-quiet button-small", textContent: name, dir: "auto" });
      button.addEventListener("click", () => choose(name, now.start));
      return button;
    }));
    names.hidden = !found.length;
    return undefined;
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  for (const part of [area, names])
    part.addEventListener("keydown", event => {
      if (event.key !== "Escape" || names.hidden) return;
      away();
      area.focus();
    });
}

for (const box of document.querySelectorAll("[data-names]")) offer(box);
