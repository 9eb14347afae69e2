// Writing that is not lost. Counts words against a limit, saves a draft while it is typed (form[data-autosave]), and keeps
// what was typed in this tab (form[data-keep="name"]) until it has been sent: sign-out and a lost session clear nothing that
// the writer has not handed over. Sign-out itself clears the tab's storage by its header.
const PAUSE = 2500;

for (const area of document.querySelectorAll("textarea[data-words]")) {
  const limit = Number(area.dataset.words);
  const said = document.createElement("p");
  said.className = "meta words";
  said.setAttribute("aria-live", "polite");
  area.after(said);
  const count = () => {
    const words = area.value.trim() ? area.value.trim().split(/\s+/).length : 0;
    said.textContent = `${words} / ${limit}`;
    said.classList.toggle("tone-attention", words > limit);
  };
  area.addEventListener("input", count);
  count();
}

for (const form of document.querySelectorAll("form[data-keep]")) keep(form);

function keep(form) {
  const name = `typed:${form.dataset.keep}`;
  const fields = [...form.elements].filter((one) => one.name && !["hidden", "submit", "file"].includes(one.type));
  const lands = form.hasAttribute("data-lands");
  if (lands && hasLanded(form)) sessionStorage.removeItem(name);
  const version = form.elements.based_on?.value ?? "";
  const there = read(name);
  // Only what belongs to the version that is shown comes back: never an older text over a newer one.
  if (there && there.version === version) {
    for (const field of fields) {
      const value = there.values[key(field, fields)];
      if (value === undefined) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = value;
      else field.value = lands && field.type === "textarea" ? both(value, field.value) : value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  let typed = false;
  const note = () => {
    const values = {};
    for (const field of fields) {
      values[key(field, fields)] = field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
    }
    try {
      sessionStorage.setItem(name, JSON.stringify({ version: form.elements.based_on?.value ?? "", values }));
    } catch {
      // A full or forbidden store keeps nothing; the form itself still does.
    }
  };
  form.addEventListener("input", () => {
    typed = true;
    note();
  });
  form.addEventListener("submit", () => sessionStorage.setItem(`sent:${form.dataset.keep}`, "1"));
  if (form.hasAttribute("data-autosave")) autosave(form, () => typed, () => (typed = false), name);
}

// Where an empty form stands below what was just taken (form[data-lands]), the address leads to that, and it is mine.
function hasLanded(form) {
  const there = document.getElementById(location.hash.slice(1));
  return sessionStorage.getItem(`sent:${form.dataset.keep}`) && there?.hasAttribute("data-mine");
}

function both(typed, quoted) {
  return quoted && !typed.includes(quoted.trim()) ? `${typed}\n\n${quoted}` : typed;
}

function key(field, fields) {
  const same = fields.filter((one) => one.name === field.name);
  return same.length > 1 ? `${field.name}#${same.indexOf(field)}` : field.name;
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function autosave(form, isTyped, forget, name) {
  const ear = form.querySelector("[data-autosave-state]");
  let timer = 0;
  let busy = false;
  const say = (words) => {
    if (ear) ear.textContent = words ?? "";
  };
  const save = async () => {
    if (!isTyped() || busy) return;
    busy = true;
    forget();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1" },
        redirect: "error",
      });
      const told = await answer.json();
      if (told.saved) {
        form.elements.based_on.value = told.revision;
        sessionStorage.removeItem(name);
        say(`${form.dataset.saved} ${told.at}`);
      } else say(answer.status === 409 ? form.dataset.changed : "");
    } catch {
      say(form.dataset.offline); // what was typed is still in this tab
    }
    busy = false;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
}

for (const name of Object.keys(sessionStorage)) {
  // A form that was sent and is not shown again was accepted.
  if (!name.startsWith("sent:")) continue;
  const kept = name.slice(5);
  if (!document.querySelector(`form[data-keep="${CSS.escape(kept)}"]`)) sessionStorage.removeItem(`typed:${kept}`);
  sessionStorage.removeItem(name);
}
