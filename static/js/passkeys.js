// Shows what needs a passkey where the browser has them, and says in words when a device has not answered.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-failed]")) {
    place.hidden = false;
    place.textContent = place.dataset.words;
  }
});
