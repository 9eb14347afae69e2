// Completes what is typed into a search box with titles, themes and cities. Follows the ARIA pattern of a combobox with a
// list: arrows move, Enter opens, Escape closes; without an active line Enter searches as it does without this file.
const PAUSE = 150;

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function complete(input) {
  const list = element("ul", { id: `${input.id}-list`, role: "listbox", class: "suggestions", hidden: "" });
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  const ear = element("p", { class: "visually-hidden", role: "status" });
  input.form.append(list, ear);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }))
    input.setAttribute(name, value);
  let active = -1, timer = 0, asked = null;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(next) {
    const lines = [...list.children];
    if (!lines.length || list.hidden) return;
    active = (next + lines.length + 1) % (lines.length + 1); // one step past the end is the box itself
    lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === active)));
    if (active < lines.length) {
      input.setAttribute("aria-activedescendant", lines[active].id);
      lines[active].scrollIntoView({ block: "nearest" });
    } else {
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(rows) {
    list.replaceChildren(...rows.map((row, number) => {
      const line = element("li", { role: "option", id: `${list.id}-${number}`, "aria-selected": "false", "data-url": row.url });
      line.append(element("span", { lang: row.language, dir: "auto" }, row.title), element("span", { class: "meta" }, row.kind));
      return line;
    }));
    active = -1;
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    input.removeAttribute("aria-activedescendant");
    ear.textContent = rows.length ? input.dataset.some : input.dataset.none;
  }

  async function ask() {
    const text = input.value.trim();
    asked?.abort();
    if (text.length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggestions}?${new URLSearchParams({ q: text })}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch (problem) {
      if (problem.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); list.hidden ? ask() : mark(active + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(active < 0 ? list.children.length - 1 : active - 1 < 0 ? list.children.length : active - 1); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); location.assign(list.children[active].dataset.url); }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[data-url]");
    if (line) location.assign(line.dataset.url);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("input[data-suggestions]").forEach(complete);
