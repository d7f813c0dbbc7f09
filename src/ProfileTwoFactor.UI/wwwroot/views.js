const SVG = "http://www.w3.org/2000/svg";

// What the dialog shows: { title, content, wide }.

export const waiting = ({ text, heading }) => ({
  title: text(heading),
  content: [h("p", { role: "status", class: "ptf-hint" }, text("Dialog.Loading"))],
});

/** Says what is wrong, and what can be done about it: an address to go to, or something to try. */
export const notice = (dialog, title, message, button, act, more) => ({
  title: dialog.text(title),
  content: [
    h("p", { role: "alert" }, dialog.text(message)),
    contact(dialog),
    actions(
      button ? goOn(dialog, button, act) : null,
      // The page behind the dialog stays, so what is to be done is done in another tab, and then it goes on here.
      dialog.kept && button && act !== dialog.start ? other(dialog, "TryAgain", dialog.start) : null,
      cancel(dialog),
    ),
    more,
  ],
});

// Where only passkeys are accepted, a backup code lets one bind a new passkey, if the site allows it.
const takesBackupCode = ({ status, words }) => words.recovers || status.policy?.allowedAuthenticators.includes("totp") !== false;

/** A field for a backup code, behind a line of text. */
export const backupDetails = (dialog, then) =>
  h("details", { class: "ptf-details" }, h("summary", null, dialog.text("Verify.UseBackup")), dialog.wire(backupForm(dialog), "verify", { ...then, whole: false }));

export const backupCodeUsed = (dialog, left, act = () => dialog.done(true)) => ({
  title: dialog.text("Used.Title"),
  content: [
    h("p", { role: "status" }, dialog.text("Used.Left", left)),
    h("p", null, dialog.text("Used.Advice")),
    actions(goOn(dialog, "Continue", act)),
  ],
});

/** Asks for a code, or a backup code; `then` is what `dialog.wire` wants. */
export function verifyForms(dialog, lead, then) {
  const { text, status } = dialog;
  return {
    title: text("Verify.Title"),
    content: [
      h("p", null, text(lead, status.profileName)),
      dialog.wire(codeForm(dialog, "Verify.Button", { autofocus: true, whole: then.whole }), "verify", then),
      takesBackupCode(dialog) && backupDetails(dialog, then),
      h(
        "details",
        { class: "ptf-details" },
        h("summary", null, text("Verify.Lost")),
        h("p", null, text(isOwner(status) ? "Verify.LostOwner" : "Verify.LostMember")),
        contact(dialog),
      ),
    ],
  };
}

/** The QR code, the key, and a field for the code that confirms them if there is a `then`. `hideKey` hides the key and gives what shows it. The focus stays at the top: first one scans, and a phone's keyboard would cover what to scan. */
export function setup(dialog, { secret, otpauthUri, qrCodeSvg }, button, action, then, hideKey) {
  const { text, words } = dialog;
  const key = h("code", { class: "ptf-key", translate: "no", dir: "ltr" }, ...secret.match(/.{1,4}/g).map((it) => h("span", null, it)));
  const row = h("p", { class: "ptf-key-row" }, key, dialog.copies(h("button", { type: "button", class: "ptf-link" }, text("Copy")), () => secret));
  const steps = h(
    "ol",
    { class: "ptf-steps" },
    h("li", null, h("h3", null, text("Step.App.Title")), h("p", null, text("Step.App.Text")), words.apps.length ? h("ul", { class: "ptf-apps" }, ...words.apps.map(appLink)) : null),
    h(
      "li",
      null,
      h("h3", null, text("Step.Scan.Title")),
      h("p", null, text("Step.Scan.Text")),
      h("figure", { class: "ptf-qr" }, drawQr(qrCodeSvg, text("Step.Scan.Title"))),
      otpauthUri.startsWith("otpauth://") ? h("p", null, h("a", { class: "ptf-open-app", href: otpauthUri }, text("Step.Scan.OpenApp"))) : null,
      hideKey?.(row) ?? h("p", null, text("Step.Scan.Key")),
      row,
    ),
    then &&
      h(
        "li",
        null,
        h("h3", null, text("Step.Code.Title")),
        dialog.wire(codeForm(dialog, button, { whole: then.whole }), action, then),
        // Another tab of this browser may have begun anew, which ends this QR code: shown with the first code that isn't accepted.
        h("p", { hidden: true }, h("button", { type: "button", class: "ptf-link", onclick: dialog.begin }, text("Bind.NewQr"))),
      ),
  );
  return h("div", { class: "ptf-setup" }, steps);
}

export function codeForm(dialog, button, { autofocus, whole }) {
  const { text } = dialog;
  return form(
    dialog,
    text("Code.Label"),
    { name: "code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "32", autofocus },
    `${text("Code.Hint")} ${whole ? text("Code.Sent") : ""}`,
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

/** The button of passkeys.js, and the name that a new passkey can get. */
export const passkeyForm = ({ text }, binds) =>
  h(
    "form",
    { class: "ptf-form ptf-passkey" },
    h("p", { class: "ptf-hint" }, text("Passkey.Hint")),
    binds && h("div", { class: "ptf-field" }, h("label", { for: "passkey-name" }, text("Passkey.NewName")), h("input", { id: "passkey-name", type: "text", maxlength: "64", autocomplete: "off" })),
    actions(h("button", { type: "submit", class: "ptf-button ptf-secondary" }, text(binds ? "Passkey.Bind" : "Passkey.Use"))),
  );

/** Members ask the Owner, and the Owner asks the support of the site. */
export function contact({ text, status, words }) {
  const email = isOwner(status) ? null : status.ownerEmail;
  const link = email ? { label: text("Contact.Owner"), text: email, url: `mailto:${encodeURIComponent(email).replace("%40", "@")}` } : words.support;
  return link && h("p", { class: "ptf-contact" }, `${link.label} `, h("a", { href: link.url }, link.text));
}

const isOwner = (status) => status?.you?.role !== "member";

function appLink({ name, url, stores }) {
  const link = (href, text, attributes) => h("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes }, text);
  return h("li", null, ...(stores.length ? [name, ...stores.map((it) => link(it.url, it.name, { "aria-label": `${name}, ${it.name}` }))] : [link(url, name)]));
}

export const actions = (...buttons) => h("p", { class: "ptf-actions" }, ...buttons);

export const goOn = ({ text, kept }, label, act) =>
  typeof act === "string"
    ? h("a", { class: "ptf-button", href: act, target: kept && "_blank", autofocus: true }, text(label))
    : h("button", { type: "button", class: "ptf-button", autofocus: true, onclick: act }, text(label));

const other = ({ text }, label, act) => h("button", { type: "button", class: "ptf-button ptf-secondary", onclick: act }, text(label));

export const cancel = (dialog) => other(dialog, "Cancel", dialog.cancel);

/** Builds an element. Text is only ever text, so nothing of a name or an address becomes markup. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Redraws the server's QR code from its geometry, so that hosts can require Trusted Types. */
function drawQr(picture, label) {
  const [, size] = /viewBox="0 0 (\d+) /.exec(picture) ?? [];
  const [, pixels] = / width="(\d+)"/.exec(picture) ?? [];
  const [, path] = / d="([Mhvz\d\s-]+)"/.exec(picture) ?? [];
  const part = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  return part(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, width: pixels, height: pixels, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    part("rect", { width: size, height: size, fill: "#fff" }),
    part("path", { fill: "#000", d: path }),
  );
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if ((value ?? false) !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter(Boolean));
  return element;
}
