// Makes the share dialog modal, so that the keyboard and a screen reader stay in it until it is closed. Without this it is a
// popover, and open as it comes when a form of it has been answered.

const dialog = document.getElementById("share");
const opener = document.querySelector("button[popovertarget=share]");
if (dialog && opener) {
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.querySelector("button[popovertarget]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    if (!dialog.open) {
      // What the last form did is no news any more when the dialog is opened again.
      dialog.querySelector(".notice")?.remove();
      dialog.removeAttribute("aria-describedby");
      opener.focus();
    }
  });
  if (dialog.open) {
    dialog.close();
    dialog.showModal();
  }
}
