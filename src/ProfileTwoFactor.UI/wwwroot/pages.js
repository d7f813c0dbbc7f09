// Makes the plain pages nicer. Each of them works without it.
import { copyButton, countDown, submitWhenComplete } from "./code.js";

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

each("time[data-ptf-time]", (time) => {
  const style = { dateStyle: "medium", timeStyle: "short" };
  time.textContent = new Intl.DateTimeFormat(time.closest("[lang]")?.lang, style).format(new Date(time.dateTime));
});

// Browsers keep what stands behind "#" through the redirects that led here, and through the one that leads back if it is on the form.
if (location.hash) {
  each(".ptf form[action], .ptf a[href^='/']", (it) => {
    const name = it.matches("form") ? "action" : "href";
    it.setAttribute(name, it.getAttribute(name) + location.hash);
  });
}

// Not by noscript: it is empty where scripts are only blocked, and says nothing where this one couldn't be loaded.
each("[data-ptf-scriptless]", (it) => (it.hidden = true));

each("form[data-ptf-once]", (form) => {
  let sent = false;
  // Pressing Enter after the sixth digit would send the used code again, and the answer would be that it is wrong.
  form.addEventListener("submit", (event) => {
    const held = form.hasAttribute("data-locked");
    if (sent || held) {
      event.preventDefault();
    }
    // What was typed while locked out has not been sent, and can be sent after it.
    sent ||= !held;
  });
  addEventListener("pageshow", () => (sent = false));
});

each('input[data-ptf-code]:not([data-ptf-code=""])', (input) => {
  document.getElementById(`${input.id}-hint`).append(` ${input.dataset.ptfCode}`);
  submitWhenComplete(input, () => input.form.requestSubmit());
});

each("button[data-ptf-copy]", (button) => {
  const source = document.getElementById(button.dataset.ptfCopy);
  copyButton(button, () => textOf(source), button.dataset.ptfCopied);
});

each("button[data-ptf-print]", (button) => {
  button.onclick = () => print();
  button.hidden = false;
});

each("[data-ptf-wait]", (notice) => {
  const { ptfWait, ptfText, ptfOver } = notice.dataset;
  notice.setAttribute("role", "timer");
  notice.hidden = false;
  countDown(
    document.querySelectorAll("form[data-ptf-once]"),
    Number(ptfWait),
    (left) => (notice.textContent = ptfText.replace("{0}", () => left)),
    () => {
      notice.textContent = ptfOver;
      notice.setAttribute("role", "status");
    },
  );
});

// What was done is said once: to those who load the page again it is no news.
each("[data-ptf-notice]", (notice) => {
  const here = new URL(location);
  here.searchParams.delete(notice.dataset.ptfNotice);
  history.replaceState(history.state, "", here);
  notice.focus();
});

// A button that has a dialog in place of the page it leads to. Whatever keeps the dialog from opening, the page is still there.
document.addEventListener("click", async (event) => {
  const opener = event.target.closest("[data-ptf-dialog]");
  if (!opener || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  if (opener.ariaBusy) {
    return;
  }
  opener.ariaBusy = "true";
  try {
    const { open } = await import("./panels.js");
    await open(opener);
  } catch {
    opener.form ? opener.form.submit() : location.assign(opener.href);
  } finally {
    opener.ariaBusy = null;
  }
});

// What a link leads to on the page is shown in place, with the focus where it was.
each("a[data-ptf-reveal]", (link) => {
  link.onclick = () => !document.getElementById(link.dataset.ptfReveal).toggleAttribute("data-ptf-shown", true);
});

// What is shown once: loading the page again or coming back to it requests it again, instead of sending again the form that
// brought it, and a page that the browser keeps for the way back has lost it.
if (document.querySelector("[data-ptf-shown-once]")) {
  const here = new URL(location);
  here.searchParams.delete("handler");
  history.replaceState(history.state, "", here);
  addEventListener("pagehide", () => each("[data-ptf-shown-once]", (it) => it.remove()));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

// Codes as a list, or a key.
function textOf(source) {
  const items = [...source.querySelectorAll("li")];
  return items.length ? items.map((item) => item.textContent.trim()).join("\n") : source.textContent;
}
