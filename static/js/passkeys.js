// Shows what needs a passkey where the browser has them, and says in words when a device has not answered.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

// A button says which conversation it begins (data-passkey-form), and into which field the answer goes (data-credential).
for (const button of document.querySelectorAll("[data-passkey-form]")) {
  const { passkeyForm, credential, alone } = button.dataset;
  const ids = { add: button.id, login: button.id, authenticate: button.id, credential, passwordless: alone, data: "js_data" };
  window.allauth.webauthn.forms[passkeyForm]({ ids });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-failed]")) {
    place.hidden = false;
    place.textContent = place.dataset.words;
  }
});
