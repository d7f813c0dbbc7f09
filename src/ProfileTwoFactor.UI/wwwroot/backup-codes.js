import { actions, goOn, h } from "./views.js";

/**
 * Ten backup codes, shown once, with what saves them. `names`: what people call what they are for, the site first; `notice`: the text
 * above them; `button` and `act`: how it goes on.
 */
export function backupCodes(dialog, codes, { names, notice, button, act, title = "Codes.Title" }) {
  const { text } = dialog;
  const asText = () => codes.join("\n");
  const copy = dialog.copies(h("button", { type: "button", class: "ptf-button ptf-secondary" }, text("Copy")), asText);
  return {
    title: text(title),
    content: [
      h("p", { role: "status" }, text(notice)),
      h("ol", { class: "ptf-codes", translate: "no" }, ...codes.map((code) => h("li", null, h("code", { dir: "ltr" }, code)))),
      actions(h("button", { type: "button", class: "ptf-button ptf-secondary", onclick: () => save(names, text, codes) }, text("Codes.Download")), copy),
      h("p", null, text("Codes.Keep")),
      actions(goOn(dialog, button, act)),
    ],
  };
}

// The same file as the pages give, made here: the server keeps no codes.
function save(names, text, codes) {
  const created = text("Codes.File.Created", new Date().toISOString().slice(0, 16).replace("T", " "));
  const lines = [text("Codes.File.Title"), names.join(" - "), created, "", ...codes, "", text("Codes.Keep"), ""];
  const url = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain;charset=utf-8" }));
  h("a", { href: url, download: `${[...names, "backup-codes"].join("-").replace(/[^\p{L}\p{M}\p{N}@._+]+/gu, "-")}.txt` }).click();
  // Not at once: the browser has yet to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
