const SVG = "http://www.w3.org/2000/svg";

// What the dialog shows: { title, content, wide }.

export const waiting = ({ text }) => ({
  title: text("Verify.Title"),
  content: [h("p", { role: "status", class: "ptf-hint" }, text("Dialog.Loading"))],
});

export const failure = (dialog, message, button, act) => ({
  title: dialog.text("Dialog.Problem"),
  content: [
    h("p", { role: "alert" }, dialog.text(message)),
    owner(dialog),
    actions(button ? h("button", { type: "button", class: "ptf-button", autofocus: true, onclick: act }, dialog.text(button)) : null, cancel(dialog)),
  ],
});

export const signedOut = (dialog, address) => ({
  title: dialog.text("Dialog.SignedOut"),
  content: [
    h("p", { role: "alert" }, dialog.text("Dialog.SignedOutText")),
    actions(h("a", { class: "ptf-button", href: address, autofocus: true }, dialog.text("Dialog.SignIn")), cancel(dialog)),
  ],
});

export const backupCodeUsed = ({ text, done }, left) => ({
  title: text("Used.Title"),
  content: [
    h("p", { role: "status" }, text("Used.Left", left)),
    h("p", null, text("Used.Advice")),
    actions(h("button", { type: "button", class: "ptf-button", autofocus: true, onclick: done }, text("Continue"))),
  ],
});

export function verifyForms(dialog, fresh) {
  const { text, status } = dialog;
  const isOwner = status.you.role === "owner";
  return {
    title: text("Verify.Title"),
    content: [
      h("p", null, text(fresh ? "Verify.FreshLead" : "Verify.Lead", status.profileName)),
      dialog.wire(codeForm(dialog, "Verify.Button", true), "verify", "code"),
      h("details", { class: "ptf-details" }, h("summary", null, text("Verify.UseBackup")), dialog.wire(backupForm(dialog), "verify", "backupCode")),
      h(
        "details",
        { class: "ptf-details" },
        h("summary", null, text("Verify.Lost")),
        h("p", null, text(isOwner ? "Verify.LostOwner" : "Verify.LostMember")),
        isOwner ? null : owner(dialog),
      ),
    ],
  };
}

// The focus stays at the top: first one scans, and a phone's keyboard would cover what to scan.
export function bindForm(dialog, { secret, otpauthUri, qrCodeSvg }) {
  const { text, apps, status } = dialog;
  const key = h("code", { class: "ptf-key", translate: "no", dir: "ltr" }, secret.match(/.{1,4}/g).join(" "));
  const steps = h(
    "ol",
    { class: "ptf-steps" },
    h("li", null, h("h3", null, text("Step.App.Title")), h("p", null, text("Step.App.Text")), apps.length ? h("ul", { class: "ptf-apps" }, ...apps.map(appLink)) : null),
    h(
      "li",
      null,
      h("h3", null, text("Step.Scan.Title")),
      h("p", null, text("Step.Scan.Text")),
      h("figure", { class: "ptf-qr" }, drawQr(qrCodeSvg, text("Step.Scan.Title"))),
      otpauthUri.startsWith("otpauth://") ? h("p", null, h("a", { class: "ptf-open-app", href: otpauthUri }, text("Step.Scan.OpenApp"))) : null,
      h("p", null, text("Step.Scan.Key")),
      h("p", { class: "ptf-key-row" }, key, dialog.copies(h("button", { type: "button", class: "ptf-link" }, text("Copy")), () => secret)),
    ),
    h("li", null, h("h3", null, text("Step.Code.Title")), dialog.wire(codeForm(dialog, "Bind.Button", false), "bind", "code")),
  );
  const lead = h("p", null, text("Bind.Lead", status.profileName));
  return { title: text("Bind.Title"), wide: true, content: [lead, h("div", { class: "ptf-setup" }, steps), h("p", null, text("Bind.Help")), owner(dialog)] };
}

function codeForm(dialog, button, autofocus) {
  const { text } = dialog;
  return form(
    dialog,
    text("Code.Label"),
    { name: "code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "32", autofocus },
    `${text("Code.Hint")} ${text("Code.Sent")}`,
    h("button", { type: "submit", class: "ptf-button" }, text(button)),
  );
}

const backupForm = (dialog) =>
  form(
    dialog,
    dialog.text("BackupCode.Label"),
    { name: "backupCode", autocomplete: "off", autocapitalize: "characters", maxlength: "64" },
    dialog.text("BackupCode.Hint"),
    h("button", { type: "submit", class: "ptf-button ptf-secondary" }, dialog.text("Verify.BackupButton")),
  );

function form(dialog, label, input, hint, button) {
  const { name } = input;
  return h(
    "form",
    { class: "ptf-form", autocomplete: "off", novalidate: true },
    h(
      "div",
      { class: "ptf-field" },
      h("label", { for: name }, label),
      h("input", { ...input, id: name, class: "ptf-code", dir: "ltr", type: "text", spellcheck: "false", required: true, "aria-describedby": `problem ${name}-hint` }),
      h("p", { class: "ptf-hint", id: `${name}-hint` }, hint),
    ),
    actions(button, name === "code" ? cancel(dialog) : null),
  );
}

function owner({ text, status }) {
  const email = status?.ownerEmail;
  return email ? h("p", { class: "ptf-contact" }, `${text("Contact.Owner")} `, h("a", { href: `mailto:${encodeURIComponent(email).replace("%40", "@")}` }, email)) : null;
}

const appLink = ({ name, url }) => h("li", null, h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name));

const actions = (...buttons) => h("p", { class: "ptf-actions" }, ...buttons);

const cancel = ({ text, cancel }) => h("button", { type: "button", class: "ptf-button ptf-secondary", onclick: cancel }, text("Cancel"));

/** Builds an element. Text is only ever text, so nothing of a name or an address becomes markup. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Draws the server's QR code anew from its geometry, so that hosts can demand Trusted Types. */
function drawQr(picture, label) {
  const [, size] = /viewBox="0 0 (\d+) /.exec(picture) ?? [];
  const [, path] = / d="([Mhvz\d\s-]+)"/.exec(picture) ?? [];
  const part = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  return part(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    part("rect", { width: size, height: size, fill: "#fff" }),
    part("path", { fill: "#000", d: path }),
  );
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
