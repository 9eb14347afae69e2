// A recording asks nothing of another host, and of ours no large file, before the reader says so.
function play(box) {
  const link = box.querySelector("a[data-recording]");
  if (box.dataset.kind === "file") {
    const video = document.createElement("video");
    video.controls = true;
    video.src = link.href;
    for (const { url, language, label } of JSON.parse(box.dataset.tracks || "[]")) {
      const track = document.createElement("track");
      Object.assign(track, { kind: "captions", src: url, srclang: language, label });
      video.append(track);
    }
    box.replaceChildren(video);
    video.focus();
    return;
  }
  link.hidden = false;
  box.querySelector("button[data-load]").hidden = true;
  link.focus();
}

for (const box of document.querySelectorAll("[data-kind]:has(a[data-recording])")) {
  const button = box.querySelector("button[data-load]");
  const link = box.querySelector("a[data-recording]");
  if (!button || !link) continue;
  button.hidden = false;
  link.hidden = true;
  button.addEventListener("click", () => play(box));
}
