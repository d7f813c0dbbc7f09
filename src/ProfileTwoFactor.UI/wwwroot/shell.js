// The dialog over a page: a modal in a shadow root, for flows that show one scene after the other in it. A flow is an object
//   start(dialog)            looks how things stand and shows a scene; called again by "Try again", after a refusal that says the
//                            state has changed, and when the browser brings the page back
//   begin(dialog)            optional: shows a new QR code, for a pending binding that has expired
//   refused(dialog, answer)  optional: truthy if the flow has shown what a refused call means
//   lost(dialog)             optional: says what to do when no answer came to what may have changed something
//   heading                  optional: the text name of the title while it loads
//   kept                     optional: a form of the page waits for the dialog, so nothing in it may leave the page
//   words                    optional: the name of the flow's own texts (DialogWords)
// and `openDialog(path, flow)` resolves when the dialog is closed, with `dialog.closedAs` or what `done(result)` was given.
// In a flow:
//   dialog.path, .words, .text(name, value)  where the calls go; texts; one text
//   dialog.status            the flow's own: set it before anything of views.js that names the Owner or the profile
//   dialog.show(view)        replaces what is shown with { title, content, wide } and returns the scene
//   dialog.scene             compare after each await: another scene than before means that the answer comes too late
//   dialog.wire(form, action, { accepted, landed, whole, more })
//                            posts the form's field, if any, to the path's `action`. `accepted(answer, field)` goes on; `landed(answer)`
//                            runs even if the dialog has been closed meanwhile; `whole`: sent as soon as the code has six digits;
//                            `more()`: what else is sent
//   dialog.say(message), dialog.refuse(answer, field, action)
//                            says something above the scene, or what a refused call means
//   dialog.call(action)      posts without a form; answers nothing when the scene is over
//   dialog.problem(message, button, act, title), dialog.fail(answer), dialog.done(result), dialog.cancel()
//   dialog.pass              the antiforgery token of all calls, where another person who signs in meanwhile must not send them
//   dialog.closedAs          what closing means from now on; false until set
import { get, pageOf, post } from "./api.js";
import { countDown, copyButton, plainCode, submitWhenComplete } from "./code.js";
import { backupDetails, h, notice, passkeyForm, waiting } from "./views.js";

// The state has changed since it was looked at, in another tab or by another person.
const STALE = /^(already-|not-)(bound|enabled)$|^(binding|(fresh-)?verification)-required$|^antiforgery$/;

/** Opens a dialog about a profile or the account, see `pathOf`. Rejected if it can't be shown. */
export async function openDialog(path, flow) {
  const { ok, body } = await get(
    `assets/dialog.json?ui=${encodeURIComponent(document.documentElement.lang)}&for=${path}&flow=${flow.words ?? ""}`,
    { signal: AbortSignal.timeout(5000) },
  );
  if (!ok) {
    throw Error();
  }
  const dialog = new Dialog(path, flow, body);
  body.passkeys && (await import("./passkeys.js")).offer(dialog, h, passkeyForm);
  document.body.append(dialog);
  return dialog.outcome;
}

class Dialog extends HTMLElement {
  closedAs = false;
  // Counted up whenever what is shown is replaced: an answer that comes later than that changes nothing.
  scene = 0;
  #flow;
  #dialog;
  #body;
  #alert;
  #settle;
  #stopClock = () => {};

  constructor(path, flow, words) {
    super();
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    this.path = path;
    this.words = words;
    this.kept = flow.kept;
    this.heading = flow.heading ?? "Verify.Title";
    this.#flow = flow;
    this.#build();
  }

  /** A text in the person's language; `{0}` is replaced. */
  text = (name, value = "") => this.words.texts[name].replace("{0}", () => value);

  async connectedCallback() {
    addEventListener("pagehide", this.#onLeave);
    addEventListener("pageshow", this.#onReturn);
    const sheet = this.shadowRoot.querySelector("link");
    await new Promise((done) => {
      sheet.onload = done;
      setTimeout(done, 2000);
    });
    if (this.isConnected) {
      this.#dialog.showModal();
      await this.start();
    }
  }

  disconnectedCallback() {
    // Also when the app throws the element away: no call may wait forever, and no secret may stay.
    this.cancel();
  }

  start = () => this.#flow.start(this);

  begin = () => this.#flow.begin(this);

  show({ title, content, wide = false }) {
    this.#stopClock();
    this.say("");
    this.shadowRoot.querySelector("h2").textContent = title;
    const message = this.status?.policy?.message;
    this.#body.replaceChildren(...content.filter(Boolean), h("p", { class: "ptf-message" }, message && this.text("Message.From", this.status.ownerEmail) + "\n" + message), this.kept ? h("p", { class: "ptf-hint" }, this.text("Dialog.Kept")) : "");
    this.#dialog.classList.toggle("ptf-dialog-wide", wide);
    // The focus goes where one goes on.
    (this.#body.querySelector("[autofocus]") ?? this.shadowRoot.querySelector("h2")).focus();
    return ++this.scene;
  }

  done = (result) => this.#finish(result);

  cancel = () => this.#finish(this.closedAs);

  async call(action) {
    const scene = this.show(waiting(this));
    const answer = await post(`api/${this.path}/${action}`, null, this.pass);
    return scene === this.scene && answer;
  }

  wire(form, action, { accepted, landed, whole, more }) {
    const input = form.querySelector("input");
    const send = async () => {
      const code = input && plainCode(input.value);
      if (form.ariaBusy || "locked" in form.dataset || code === "") {
        return input?.focus();
      }
      form.ariaBusy = "true";
      this.say("");
      const { scene } = this;
      const answer = await post(`api/${this.path}/${action}`, input && { [input.name]: code, ...more?.() }, this.pass);
      answer.ok && landed?.(answer);
      if (scene === this.scene) {
        await (answer.ok ? accepted(answer, input?.name) : this.refuse(answer, input ?? form.querySelector("button"), action));
      }
      form.ariaBusy = null;
    };
    form.onsubmit = (event) => send(event.preventDefault());
    whole && submitWhenComplete(input, send);
    return form;
  }

  copies(button, read) {
    copyButton(button, read, this.text("Copied"));
    return button;
  }

  refuse(answer, field, action) {
    const code = answer.body?.code;
    if (!answer.status && action !== "verify" && this.#flow.lost) {
      return this.#flow.lost(this);
    }
    if (code === "invalid-code") {
      this.say(this.text(field.name === "backupCode" ? "Problem.BackupCode" : "Problem.Code"));
      field.value = "";
      field.ariaInvalid = "true";
      this.#body.querySelector("p[hidden]")?.removeAttribute("hidden");
    } else if (code === "locked-out") {
      this.#lock(answer.body);
      field.value = "";
    } else if (isDown(answer)) {
      // What was typed stays: nothing is lost, and the same code may still be good.
      this.say(this.text(isDown(answer)));
    } else if (this.#flow.refused?.(this, answer)) {
      return;
    } else if (code === "no-pending-binding") {
      return this.problem("Problem.NoPending", "Bind.NewQr", this.begin);
    } else {
      return STALE.test(code) ? this.start() : this.fail(answer);
    }
    field.focus();
  }

  fail(answer) {
    const code = answer.body?.code;
    if (/^sign-in|^account-/.test(code)) {
      this.problem(this.kept ? "Dialog.SignedOutKept" : "Dialog.SignedOutText", "Dialog.SignIn", this.kept ? location.href : pageOf(this.path), "Dialog.SignedOut");
    } else if (code === "enrollment-proof-required") {
      // A backup code is taken here as well. It is used by then, so what comes next begins at once.
      const more = answer.body.methods?.includes("backup-code") && backupDetails(this, { accepted: this.begin });
      this.problem("Proof.Text", "Continue", pageOf(this.path, "bind"), "Bind.Title", more);
    } else if (code === "binding-disabled") {
      this.problem("Problem.Disabled");
    } else if (code === "not-a-member") {
      this.problem("NotAMember.Text");
    } else {
      this.problem(isDown(answer) ?? "Conflict.Text", "TryAgain", this.start);
    }
  }

  problem(message, button, act, title = "Dialog.Problem", more) {
    this.show(notice(this, title, message, button, act, more));
  }

  // The clock ticks outside of the live region, which would otherwise be read out every second.
  #lock({ retryAfter: seconds, reason }) {
    const clock = h("p", { role: "timer", class: "ptf-hint" });
    this.#stopClock();
    this.say(this.text(reason === "wrong-codes" ? "Locked.Title" : reason ? "NotYet.Title" : "Wait.Title"));
    this.#alert.after(clock);
    const stop = countDown(
      this.#body.querySelectorAll("form"),
      seconds,
      (left) => (clock.textContent = this.text("Locked.In", left)),
      () => {
        this.#stopClock();
        this.say(this.text("Locked.Over"));
      },
    );
    this.#stopClock = () => {
      stop();
      clock.remove();
    };
  }

  say(message) {
    this.#alert.textContent = message;
  }

  #finish(result) {
    this.scene++;
    this.#stopClock();
    this.#body.replaceChildren();
    removeEventListener("pagehide", this.#onLeave);
    removeEventListener("pageshow", this.#onReturn);
    // Closing gives the focus back to where it was.
    this.#dialog.close();
    this.#settle(result);
    this.remove();
  }

  // A page that the browser keeps for the back button must not keep a secret; coming back starts again.
  #onLeave = () => this.show(waiting(this));

  #onReturn = (event) => event.persisted && this.start();

  #build() {
    const { language, direction, stylesheet } = this.words;
    this.#alert = h("p", { role: "alert", class: "ptf-problem", id: "problem" });
    this.#body = h("div", { class: "ptf-dialog-body" });
    this.#dialog = h(
      "dialog",
      { class: "ptf ptf-dialog", "aria-labelledby": "title", lang: language, dir: direction, onclose: this.cancel },
      h(
        "div",
        { class: "ptf-dialog-head" },
        h("h2", { id: "title", tabindex: "-1" }),
        h("button", { type: "button", class: "ptf-close", "aria-label": this.text("Dialog.Close"), onclick: this.cancel }, "\u00d7"),
      ),
      this.#alert,
      this.#body,
    );
    this.attachShadow({ mode: "open" }).append(h("link", { rel: "stylesheet", href: stylesheet, nonce: document.querySelector("[nonce]")?.nonce }), this.#dialog);
  }
}

// The text that says so, if it is. Without an answer, what was sent may have been done.
const isDown = ({ status }) => ({ 0: "Dialog.NoAnswer", 503: "Unavailable.Text" })[status];

customElements.define("profile-two-factor-dialog", Dialog);
