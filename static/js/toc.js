// Marks in the table of contents the section that is being read.
const links = new Map();
for (const link of document.querySelectorAll(".toc a[href^='#']")) {
  const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (section) links.set(section, link);
}

/** The section being read is the last one whose start has passed the upper third; at the page's end, the last in view. */
function mark() {
  const ended = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const line = ended ? innerHeight : innerHeight / 3;
  let current = null;
  for (const section of links.keys()) if (section.getBoundingClientRect().top < line) current = section;
  for (const [section, link] of links) {
    if (section === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; mark(); });
}

if (links.size) {
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  mark();
}
