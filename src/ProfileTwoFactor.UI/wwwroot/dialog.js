import { get, pageOf, pathOf } from "./api.js";
import { openDialog } from "./shell.js";
import { backupCodeUsed, contact, h, setup, verifyForms, waiting } from "./views.js";

/** Asks a member for a code, or to bind. Answers whether a code was accepted; false: the person closed the dialog. */
export const askForProof = (need) => openDialog(need.signIn ? "" : pathOf(need.profileId), new Proof(need));

export class Proof {
  // Also asks to bind before the date from which it is required.
  offers = false;
  #fresh;
  #signIn;

  constructor({ fresh, kept, signIn }) {
    this.#fresh = fresh;
    this.#signIn = signIn;
    this.kept = kept;
  }

  async start(dialog) {
    if (this.#signIn) {
      // Trying again is asking the gate again.
      this.start = () => dialog.done(true);
      return dialog.fail({ body: { code: this.#signIn } });
    }
    const scene = dialog.show(waiting(dialog));
    const answer = await get(`api/${dialog.path}`);
    if (scene !== dialog.scene) {
      return;
    }
    dialog.status = answer.body;
    const state = this.#stateOf(dialog, answer);
    if (state === "binding-required" || (this.offers && state === "binding-advised")) {
      await this.begin(dialog);
    } else if (state === "binding-advised" || (state === "not-required" && !(this.#fresh && answer.body.enabled)) || (state === "verified" && !this.#fresh)) {
      dialog.done(true);
    } else if (state) {
      dialog.show(verifyForms(dialog, this.#fresh && state !== "verification-required" ? "Verify.FreshLead" : "Verify.Lead", this.#proven(dialog)));
    } else if (answer.ok) {
      // Ten backup codes come with the set-up, which want a page of their own; after it the person is back here.
      dialog.problem("Dialog.SetUpText", "Continue", pageOf(dialog.path, "setup"), "Dialog.SetUp");
    } else {
      dialog.fail(answer);
    }
  }

  // A partial sign-in learns nothing about the account except that a code is required.
  #stateOf({ path }, { ok, body }) {
    if (ok) {
      // An account that has no code to give, and a call that wants one: nothing is in order.
      return body.you?.state ?? (body.enabled ? "verified" : !this.#fresh && "not-required");
    }
    return path === "account" && body?.code === "account-verification-required" && "verification-required";
  }

  async begin(dialog) {
    const pending = await dialog.call("binding");
    if (pending?.ok) {
      dialog.show({
        title: dialog.text("Bind.Title"),
        wide: true,
        content: [
          h("p", null, dialog.text("Bind.Lead", dialog.status.profileName)),
          setup(dialog, pending.body, "Bind.Button", "bind", this.#proven(dialog)),
          h("p", null, dialog.text("Bind.Help")),
          contact(dialog),
        ],
      });
    } else if (pending?.body?.code === "already-bound" || pending?.body?.code === "not-enabled") {
      await this.start(dialog);
    } else if (pending) {
      dialog.fail(pending);
    }
  }

  #proven = (dialog) => ({
    whole: true,
    // From here on closing is no cancelling: the code is used, and the person must not be asked to enter it again.
    landed: () => (dialog.closedAs = true),
    async accepted({ status, body }, field) {
      const { scene } = dialog;
      // Only a signed-in person may know how many are left.
      const left = (field === "backupCode" && status === 204 ? await get(`api/${dialog.path}`) : { body }).body?.backupCodesLeft;
      if (scene !== dialog.scene) {
        return;
      }
      if (field === "backupCode" && left >= 0) {
        dialog.show(backupCodeUsed(dialog, left));
      } else {
        dialog.done(true);
      }
    },
  });
}
