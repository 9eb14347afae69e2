// Facets that answer in place: fetch the same address the form would open, swap the results, tell the reader.
// Without this file the form is sent and the page loads anew.
const form = document.querySelector("form[data-facets]");
const results = form && document.getElementById(form.dataset.facets);
let running = null;

function addressOf(form) {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") chosen.append(name, value);
  const query = chosen.toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

function swap(old, fresh) {
  if (old && fresh) old.replaceChildren(...fresh.childNodes);
}

/** Put the counts of the answer into the form without losing the reader's place in it. */
function refresh(fresh) {
  const focused = form.contains(document.activeElement) ? document.activeElement : null;
  const open = [...form.querySelectorAll("details")].map((part) => part.open);
  swap(form, fresh);
  form.querySelectorAll("details").forEach((part, index) => { if (open[index]) part.open = true; });
  tidy();
  if (!focused?.name) return;
  const again = `[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`;
  form.querySelector(again)?.focus({ preventScroll: true });
}

function tidy() {
  form.querySelector("[data-submit]")?.setAttribute("hidden", "");
}

async function show(address, remember) {
  running?.abort();
  const mine = (running = new AbortController());
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(results.id);
    if (!fresh) throw new Error("no results in the answer");
    swap(results, fresh);
    refresh(page.querySelector("form[data-facets]"));
    document.title = page.title;
    if (remember) history.pushState({ facets: true }, "", address);
    const said = results.querySelector("[data-summary]")?.textContent.trim();
    const ear = document.getElementById("facets-status");
    if (said && ear) ear.textContent = said;
    results.removeAttribute("aria-busy");
  } catch (problem) {
    if (problem.name !== "AbortError") location.assign(address);
  }
}

if (results) {
  tidy();
  form.addEventListener("change", () => show(addressOf(form), true));
  form.addEventListener("submit", (event) => { event.preventDefault(); show(addressOf(form), true); });
  addEventListener("popstate", () => show(location.href, false));
}
