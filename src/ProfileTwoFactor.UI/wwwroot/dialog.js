import { get, pageOf, pathOf, post } from "./api.js";
import { countDown, copyButton, plainCode, submitWhenComplete } from "./code.js";
import { backupCodeUsed, bindForm, h, notice, verifyForms, waiting } from "./views.js";

/** Shows the dialog. Answers whether a code was accepted; false: the person closed it. */
export async function askForProof(need) {
  const path = pathOf(need.profileId);
  const words = await get(`assets/dialog.json?ui=${encodeURIComponent(document.documentElement.lang)}&for=${path}`);
  if (!words.ok) {
    throw new Error("The dialog didn't load.");
  }
  const dialog = new ProfileTwoFactorDialog(path, need.fresh, words.body);
  document.body.append(dialog);
  return dialog.outcome;
}

class ProfileTwoFactorDialog extends HTMLElement {
  #path;
  #fresh;
  #proven = false;
  #dialog;
  #body;
  #alert;
  #settle;
  #stopClock = () => {};
  // Counted up whenever what is shown is replaced: an answer that comes later than that changes nothing.
  #scene = 0;

  constructor(path, fresh, words) {
    super();
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    this.#path = path;
    this.#fresh = fresh;
    this.words = words;
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

  /** Looks how things stand and shows what is wanted. */
  start = async () => {
    const scene = this.show(waiting(this));
    const status = await get(`api/${this.#path}`);
    if (scene !== this.#scene) {
      return;
    }
    this.status = status.body;
    const state = this.#stateOf(status);
    if (!state) {
      this.#fail(status);
    } else if (state === "binding-required") {
      await this.beginBinding();
    } else if (state === "not-required" || (state === "verified" && !this.#fresh)) {
      this.#finish(true);
    } else {
      this.show(verifyForms(this, this.#fresh && state === "verified"));
    }
  };

  // A partial sign-in learns nothing about the account except that a code is required.
  #stateOf({ ok, body }) {
    if (ok) {
      // An account that has no code to give, and a call that wants one: nothing is in order.
      return body.you?.state ?? (body.enabled ? "verified" : !this.#fresh && "not-required");
    }
    return this.#path === "account" && body?.code === "account-verification-required" && "verification-required";
  }

  beginBinding = async () => {
    const scene = this.show(waiting(this));
    const setup = await post(`api/${this.#path}/binding`);
    if (scene !== this.#scene) {
      return;
    }
    if (setup.ok) {
      this.show(bindForm(this, setup.body));
    } else if (setup.body?.code === "already-bound" || setup.body?.code === "not-enabled") {
      await this.start();
    } else {
      this.#fail(setup);
    }
  };

  /** Replaces what is shown, secret included, and puts the focus where one goes on. */
  show({ title, content, wide = false }) {
    this.#stopClock();
    this.#say("");
    this.shadowRoot.querySelector("h2").textContent = title;
    this.#body.replaceChildren(...content);
    this.#dialog.classList.toggle("ptf-dialog-wide", wide);
    (this.#body.querySelector("[autofocus]") ?? this.shadowRoot.querySelector("h2")).focus();
    return ++this.#scene;
  }

  done = () => this.#finish(true);

  cancel = () => this.#finish(this.#proven);

  /** Makes a form send its code to an endpoint, once at a time. */
  wire(form, action, field) {
    const input = form.querySelector("input");
    const send = async () => {
      const code = plainCode(input.value);
      if (form.ariaBusy || form.hasAttribute("data-locked") || !code) {
        return input.focus();
      }
      form.ariaBusy = "true";
      this.#say("");
      const scene = this.#scene;
      const answer = await post(`api/${this.#path}/${action}`, { [field]: code });
      // From here on closing is no cancelling: the code is used, and the person must not be asked to enter it again.
      this.#proven ||= answer.ok;
      // Only a signed-in person may know how many are left.
      const { body } = answer.status === 204 && field === "backupCode" ? await get(`api/${this.#path}`) : answer;
      form.ariaBusy = null;
      if (scene !== this.#scene) {
        return;
      }
      if (!answer.ok) {
        this.#refuse(answer, form, input);
      } else if (field === "backupCode" && body?.backupCodesLeft >= 0) {
        this.show(backupCodeUsed(this, body.backupCodesLeft));
      } else {
        this.#finish(true);
      }
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      send();
    };
    if (field === "code") {
      submitWhenComplete(input, send);
    }
    return form;
  }

  copies(button, read) {
    copyButton(button, read, this.text("Copied"));
    return button;
  }

  #refuse(answer, form, input) {
    const code = answer.body?.code;
    if (code === "invalid-code") {
      this.#say(this.text(input.name === "backupCode" ? "Problem.BackupCode" : "Problem.Code"));
      input.value = "";
      input.setAttribute("aria-invalid", "true");
    } else if (code === "locked-out") {
      this.#lock(answer.body.retryAfter);
      input.value = "";
    } else if (isDown(answer)) {
      // What was typed stays: nothing is lost, and the same code may still be good.
      this.#say(this.text("Unavailable.Text"));
    } else if (code === "no-pending-binding") {
      return this.#problem("Problem.NoPending", "Bind.NewQr", this.beginBinding);
    } else {
      return ["already-bound", "not-bound", "not-enabled", "binding-required"].includes(code) ? this.start() : this.#fail(answer);
    }
    input.focus();
  }

  #fail(answer) {
    const code = answer.body?.code;
    if (answer.ok) {
      // Ten backup codes come with the set-up, which want a page of their own; after it the person is back here.
      this.show(notice(this, "Dialog.SetUp", "Dialog.SetUpText", "Continue", pageOf(this.#path, "setup")));
    } else if (code === "sign-in-required" || code === "account-verification-required") {
      this.show(notice(this, "Dialog.SignedOut", "Dialog.SignedOutText", "Dialog.SignIn", pageOf(this.#path)));
    } else if (code === "binding-disabled") {
      this.#problem("Problem.Disabled");
    } else if (answer.status === 403 || answer.status === 404) {
      this.#problem("NotAMember.Text");
    } else {
      this.#problem(isDown(answer) ? "Unavailable.Text" : "Conflict.Text", "TryAgain", this.start);
    }
  }

  #problem(message, button, act) {
    this.show(notice(this, "Dialog.Problem", message, button, act));
  }

  // The clock ticks outside of the live region, which would otherwise be read out every second.
  #lock(seconds) {
    const clock = h("p", { role: "timer", class: "ptf-hint" });
    this.#stopClock();
    this.#say(this.text("Locked.Title"));
    this.#alert.after(clock);
    const stop = countDown(
      this.#body.querySelectorAll("form"),
      seconds,
      (left) => (clock.textContent = this.text("Locked.In", left)),
      () => {
        this.#stopClock();
        this.#say(this.text("Locked.Over"));
      },
    );
    this.#stopClock = () => {
      stop();
      clock.remove();
    };
  }

  #say(message) {
    this.#alert.textContent = message;
  }

  #finish(proven) {
    this.#scene++;
    this.#stopClock();
    this.#body.replaceChildren();
    removeEventListener("pagehide", this.#onLeave);
    removeEventListener("pageshow", this.#onReturn);
    // Closing gives the focus back to where it was.
    this.#dialog.close();
    this.#settle(proven);
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
    this.attachShadow({ mode: "open" }).append(h("link", { rel: "stylesheet", href: stylesheet }), this.#dialog);
  }
}

const isDown = ({ status }) => status === 503 || status === 0;

customElements.define("profile-two-factor-dialog", ProfileTwoFactorDialog);
