// Passkeys, on the pages and in the dialog of apps that accept them. The browser's own prompt opens by a click, never by itself.
import { pageOf, post } from "./api.js";

/** Whether this browser has any, on this site: only over https, or on this machine. */
const supported = navigator.credentials && "PublicKeyCredential" in window;

// By hand: browsers of the last years have functions for it, but add-ons that keep passkeys don't all know them.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (it) => it.charCodeAt());
const textOf = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => list?.map((it) => ({ ...it, id: bytes(it.id) }));

const credentialOf = ({ id, type, response }, parts) => ({
  id,
  rawId: id,
  type,
  clientExtensionResults: {},
  response: Object.fromEntries(["clientDataJSON", ...parts].map((it) => [it, textOf(response[it])])),
});

async function create(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  const publicKey = { ...options, user, challenge: bytes(options.challenge), excludeCredentials: known(options.excludeCredentials) };
  const made = await navigator.credentials.create({ publicKey });
  const credential = credentialOf(made, ["attestationObject"]);
  credential.response.transports = made.response.getTransports?.() ?? [];
  return credential;
}

async function prove(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  return credentialOf(await navigator.credentials.get({ publicKey }), ["authenticatorData", "signature", "userHandle"]);
}

/** Asks the server, and then the person. Answers `{ credential }`, a refused `{ answer }`, or `{ text }`: the name of a text that says why there is none. */
async function ask(call, binds) {
  const answer = await call(binds ? "passkeys/options" : "passkeys/assertion-options");
  if (!answer.ok) {
    return answer.body?.code === "not-bound" ? { text: "Passkey.None" } : { answer };
  }
  try {
    return { credential: await (binds ? create : prove)(answer.body) };
  } catch (error) {
    // Browsers don't say whether the person closed the prompt, waited too long, or has no passkey at hand.
    return { text: { InvalidStateError: "Passkey.Known", NotAllowedError: "Passkey.Cancelled", AbortError: "Passkey.Cancelled" }[error.name] ?? "Passkey.Failed" };
  }
}

/** Puts a button beside every code of a dialog, but where one app replaces another. */
export function offer(dialog, h, draw) {
  const { wire, fail, call, heading, path } = dialog;
  // Who used a backup code because the passkey is lost is bound, and binds another one. Starting over would ask the same again.
  dialog.call = async (action) => {
    const answer = await call.call(dialog, action);
    return dialog.status?.you?.recoveringUntil && answer?.body?.code === "already-bound" ? { body: { code: "authenticator-not-allowed" } } : answer;
  };
  // Where only passkeys are accepted, the pages have no code to show or to ask for.
  dialog.fail = (answer) =>
    answer.body?.code === "authenticator-not-allowed"
      ? dialog.problem("Problem.NotAllowed", "Continue", pageOf(path, dialog.status?.you?.state === "verification-required" ? "verify" : "bind"))
      : fail.call(dialog, answer);
  dialog.wire = (form, action, then) => {
    wire.call(dialog, form, action, then);
    const takes = heading !== "Account.Replace.Title" && form.querySelector("input[name=code]");
    const code = dialog.status?.policy?.allowedAuthenticators.includes("totp") === false ? dialog.text("Bind.OnlyPasskeys") : form;
    return takes ? h("div", null, code, supported && (action !== "verify" || hasPasskey(dialog.status)) ? passkeyForm(dialog, draw, action, then) : "") : form;
  };
}

/** Whether there is one to verify with. A partial sign-in isn't told, and gets a refusal for a status. */
const hasPasskey = (status) => status?.code || (status?.you ?? status)?.passkey;

function passkeyForm(dialog, draw, action, { accepted, landed, more }) {
  const binds = action !== "verify";
  const form = draw(dialog, binds);
  const call = (what, body) => post(`api/${dialog.path}/${what}`, body, dialog.pass);
  const send = async () => {
    const { credential, answer, text } = await ask(call, binds);
    if (!credential) {
      return { answer, text };
    }
    const sent = await call(action === "bind" ? "passkeys" : action, binds ? { credential, name: form.elements[0].value, ...more?.() } : { passkey: credential });
    return { answer: sent, text: { "invalid-code": "Problem.Passkey", "invalid-request": binds && "Authenticators.BadName" }[sent.body?.code] };
  };
  onSubmit(form, async () => {
    dialog.say("");
    const { scene } = dialog;
    const { answer, text } = await send();
    answer?.ok && landed?.(answer);
    if (scene === dialog.scene) {
      await (text ? dialog.say(dialog.text(text)) : answer.ok ? accepted(answer) : dialog.refuse(answer, form.querySelector("button"), action));
    }
  });
  return form;
}

/** One prompt of the browser at a time, and none while codes are locked. */
function onSubmit(form, act) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.ariaBusy && !form.hasAttribute("data-locked")) {
      form.ariaBusy = "true";
      await act();
      form.ariaBusy = null;
    }
  });
}

// The pages: what the browser answers is sent with the form, and the server says how it goes on.
for (const form of document.querySelectorAll("form[data-ptf-passkey]")) {
  const { ptfPasskey, ptfPath, ptfTexts } = form.dataset;
  const problem = document.createElement("p");
  problem.className = "ptf-problem";
  problem.role = "alert";
  form.hidden = !supported;
  onSubmit(form, async () => {
    problem.remove();
    const { credential, answer, text } = await ask((call) => post(`api/${ptfPath}/${call}`), ptfPasskey === "bind");
    if (credential) {
      form.elements.credential.value = JSON.stringify(credential);
      const notice = document.getElementById("ptf-notice");
      if (notice) {
        form.elements.notice.value = notice.value;
      }
      form.submit();
    } else if (text || [0, 503].includes(answer.status)) {
      problem.textContent = JSON.parse(ptfTexts)[text ?? "Unavailable.Text"];
      form.prepend(problem);
    } else if (/^(fresh-)?verification-required$/.test(answer.body?.code)) {
      // What is added to others takes a fresh code first; then the person is back here.
      location.assign(`${answer.body.actionUrl}?fresh=1&returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
    } else {
      // Signed out, locked out, bound in another tab: the page knows what to say.
      location.reload();
    }
  });
}
