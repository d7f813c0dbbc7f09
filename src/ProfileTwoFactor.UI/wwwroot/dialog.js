import { get, pageOf, post, profilePath } from "./api.js";
import { countDown, copyButton, plainCode, submitWhenComplete } from "./code.js";
import { backupCodeUsed, bindForm, failure, h, signedOut, verifyForms, waiting } from "./views.js";

/** Shows the dialog. Answers whether a code was accepted; false: the person closed it. */
export async function askForProof(need) {
  const words = await get(`assets/dialog.json?ui=${encodeURIComponent(document.documentElement.lang)}`);
  if (!words.ok) {
    throw new Error("ProfileTwoFactor: the texts of the dialog could not be loaded.");
  }
  const dialog = new ProfileTwoFactorDialog(need, words.body);
  document.body.append(dialog);
  return dialog.outcome;
}

class ProfileTwoFactorDialog extends HTMLElement {
  #path;
  #fresh;
  #words;
  #dialog;
  #body;
  #alert;
  #settle;
  #stopClock = () => {};
  // Counted up whenever what is shown is replaced: an answer that comes later than that changes nothing.
  #scene = 0;

  constructor({ profileId, fresh }, words) {
    super();
    this.profileId = profileId;
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    this.#path = profilePath(profileId);
    this.#fresh = fresh;
    this.#words = words;
    this.#build();
  }

  /** A text in the person's language; `{0}` is replaced. */
  text = (name, value = "") => this.#words.texts[name].replace("{0}", () => value);

  get apps() {
    return this.#words.apps;
  }

  async connectedCallback() {
    addEventListener("pagehide", this.#onLeave);
    addEventListener("pageshow", this.#onReturn);
    const sheet = this.shadowRoot.querySelector("link");
    await Promise.race([new Promise((done) => sheet.addEventListener("load", done)), new Promise((done) => setTimeout(done, 2000))]);
    if (this.isConnected) {
      this.#dialog.showModal();
      await this.start();
    }
  }

  disconnectedCallback() {
    // Also when the app throws the element away: nothing may wait for ever, and no secret stay.
    this.#finish(false);
  }

  /** Looks how things stand and shows what is wanted. */
  start = async () => {
    const scene = this.show(waiting(this));
    const status = await get(`api/${this.#path}`);
    if (scene !== this.#scene) {
      return;
    }
    this.status = status.body;
    const state = status.ok && this.status.you.state;
    if (!status.ok) {
      this.#fail(status);
    } else if (state === "binding-required") {
      await this.beginBinding();
    } else if (state === "not-required" || (state === "verified" && !this.#fresh)) {
      this.#finish(true);
    } else {
      this.show(verifyForms(this, this.#fresh && state === "verified"));
    }
  };

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

  cancel = () => this.#finish(false);

  /** Makes a form send its code to an endpoint, once at a time. */
  wire(form, action, field) {
    const input = form.querySelector("input");
    let busy = false;
    const send = async () => {
      const code = field === "backupCode" ? input.value.trim() : plainCode(input.value);
      if (busy || form.dataset.locked || !code) {
        return input.focus();
      }
      busy = true;
      form.setAttribute("aria-busy", "true");
      this.#say("");
      const scene = this.#scene;
      const answer = await post(`api/${this.#path}/${action}`, { [field]: code });
      busy = false;
      form.removeAttribute("aria-busy");
      if (scene !== this.#scene) {
        return;
      }
      if (!answer.ok) {
        this.#refuse(answer, form, input);
      } else if (field === "backupCode") {
        this.show(backupCodeUsed(this, answer.body.backupCodesLeft));
      } else {
        this.#finish(true);
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send();
    });
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
      input.focus();
    } else if (code === "locked-out") {
      this.#lock(answer.body.retryAfter);
      input.value = "";
      input.focus();
    } else if (code === "no-pending-binding") {
      this.show(failure(this, "Problem.NoPending", "Bind.NewQr", this.beginBinding));
    } else if (["already-bound", "not-bound", "not-enabled", "binding-required"].includes(code)) {
      this.start();
    } else if (answer.status === 503 || answer.status === 0) {
      // What was typed stays: nothing is lost, and the same code may still be good.
      this.#say(this.text("Unavailable.Text"));
      input.focus();
    } else {
      this.#fail(answer);
    }
  }

  #fail({ status, body }) {
    const code = body?.code;
    if (code === "sign-in-required" || code === "account-verification-required") {
      this.show(signedOut(this, pageOf(this.profileId)));
    } else if (code === "binding-disabled") {
      this.show(failure(this, "Problem.Disabled"));
    } else if (status === 403 || status === 404) {
      this.show(failure(this, "NotAMember.Text"));
    } else if (status === 503 || status === 0) {
      this.show(failure(this, "Unavailable.Text", "TryAgain", this.start));
    } else {
      this.show(failure(this, "Conflict.Text", "TryAgain", this.start));
    }
  }

  // The clock ticks outside of the live region, which would otherwise be read out every second.
  #lock(seconds) {
    const forms = [...this.#body.querySelectorAll("form")];
    const clock = h("p", { role: "timer", class: "ptf-hint" });
    const lock = (locked) => {
      for (const form of forms) {
        form.toggleAttribute("data-locked", locked);
        form.querySelector("[type=submit]").setAttribute("aria-disabled", locked);
      }
    };
    this.#stopClock();
    this.#say(this.text("Locked.Title"));
    this.#alert.after(clock);
    lock(true);
    const stop = countDown(
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
      lock(false);
      this.#stopClock = () => {};
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

  // A page that the browser keeps for the back button must not keep a secret; coming back begins anew.
  #onLeave = () => this.show(waiting(this));

  #onReturn = (event) => event.persisted && this.start();

  #build() {
    const { language, direction, stylesheet } = this.#words;
    this.#alert = h("p", { role: "alert", class: "ptf-problem", id: "problem" });
    this.#body = h("div", { class: "ptf-dialog-body" });
    this.#dialog = h(
      "dialog",
      { class: "ptf ptf-dialog", "aria-labelledby": "title", lang: language, dir: direction, oncancel: this.cancel },
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

customElements.define("profile-two-factor-dialog", ProfileTwoFactorDialog);
