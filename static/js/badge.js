// How many notices are new: asked after the page, so that no page waits for it. Without this file the link has no number.
const link = document.querySelector("a[data-count]");
if (link) {
  const answer = await fetch(link.dataset.count, { headers: { Accept: "application/json" } }).catch(() => null);
  const { unread } = answer && answer.ok ? await answer.json() : { unread: 0 };
  if (unread) {
    link.querySelector("[data-number]").textContent = unread > 99 ? "99+" : unread;
    link.querySelector(".badge").hidden = false;
  }
}
