// Buttons that copy a text (data-copy="id of the element") or an address (data-copy-text). Hidden until this runs.
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = button.dataset.copyText ? new URL(button.dataset.copyText, location.href).href : source.innerText.trim();
  try {
    await navigator.clipboard.writeText(text);
    say(button, button.dataset.done);
  } catch {
    // No right to the clipboard: select the text, so that the reader's own copy command takes it.
    if (source) getSelection().selectAllChildren(source);
    say(button, button.dataset.failed);
  }
}

function say(button, words) {
  const ear = button.parentElement.querySelector("[role=status]");
  if (ear) ear.textContent = words;
}

for (const button of document.querySelectorAll("button[data-copy], button[data-copy-text]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
