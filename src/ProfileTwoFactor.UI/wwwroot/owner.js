import { get, pageOf, pathOf } from "./api.js";
import { backupCodes } from "./backup-codes.js";
import { openDialog } from "./shell.js";
import { actions, backupCodeUsed, cancel, h, setup, verifyForms, waiting } from "./views.js";

const REFRESH = "refresh";

/** Opens the dialog of the panel's button. After a change the page is loaded again: what else it shows may depend on the status. */
export async function open({ dataset: { ptfAction, ptfProfile } }) {
  const changed = await openDialog(pathOf(ptfProfile), ptfAction === "enable" ? new Enabling() : new Disabling());
  if (changed) {
    load(changed);
  }
}

// The server says what was done, in the person's language and only where the status agrees.
function load(changed) {
  const here = new URL(location);
  here.searchParams.set("ptf-done", changed);
  here.hash = "";
  location.replace(here);
}

/** What both have in common: they look first who may do it, and how things stand. */
class OwnersFlow {
  words = "owner";

  async start(dialog) {
    if (dialog.closedAs) {
      // The browser has brought the page back after the change.
      return dialog.done(dialog.closedAs);
    }
    const scene = dialog.show(waiting(dialog));
    const answer = await get(`api/${dialog.path}`);
    if (scene !== dialog.scene) {
      return;
    }
    dialog.status = answer.body;
    if (!answer.ok) {
      dialog.fail(answer);
    } else if (answer.body.you.role !== "owner") {
      this.outdated(dialog, "NotOwner.Text", "NotOwner.Title");
    } else {
      await this.look(dialog);
    }
  }

  // Whom the Owner has made Owner in between is the one to tell, and the page shows who that is.
  refused(dialog, { body }) {
    return body?.code === "not-owner" && (this.start(dialog), true);
  }

  /** What the page shows is no longer true, so that closing loads it again. */
  outdated(dialog, message, title) {
    dialog.closedAs = REFRESH;
    dialog.problem(message, "Continue", dialog.cancel, title);
  }

  /** Notes a change at once: from here on closing is no cancelling, and the dialog may have been closed while the answer was under way. */
  landed = (dialog, change) => () => {
    dialog.closedAs = change;
    if (!dialog.isConnected) {
      load(change);
    }
  };
}

class Enabling extends OwnersFlow {
  heading = "Enable.Title";

  look(dialog) {
    return dialog.status.enabled ? this.outdated(dialog, "Already.On", "Enable.Title") : this.begin(dialog);
  }

  async begin(dialog) {
    const pending = await dialog.call("binding");
    if (pending?.ok) {
      dialog.show({
        title: dialog.text("Enable.Title"),
        wide: true,
        content: [
          h("p", null, dialog.text("Enable.Lead", dialog.status.profileName)),
          setup(dialog, pending.body, "Enable.Button", "enable", { landed: this.landed(dialog, "enabled"), accepted: () => this.codes(dialog) }),
        ],
      });
    } else if (/^already-bound$|^not-/.test(pending?.body?.code)) {
      await this.start(dialog);
    } else if (pending) {
      dialog.fail(pending);
    }
  }

  codes = async (dialog) => {
    const issued = await dialog.call("backup-codes");
    if (issued?.ok) {
      dialog.show(
        backupCodes(dialog, issued.body.backupCodes, {
          names: [dialog.words.application, dialog.status.profileName, dialog.status.ownerEmail],
          notice: "Enabled.Codes",
          button: "Done.Button",
          act: dialog.cancel,
        }),
      );
    } else if (issued) {
      dialog.problem("Enabled.NoCodes", "TryAgain", () => this.codes(dialog), "Codes.Title");
    }
  };
}

class Disabling extends OwnersFlow {
  heading = "Disable.Question";

  look(dialog) {
    const { enabled, you } = dialog.status;
    if (!enabled) {
      this.outdated(dialog, "Already.Off", "Disable.Question");
    } else if (you.state === "binding-required") {
      dialog.problem("Disable.BindFirst", "Bind.Title", pageOf(dialog.path, "bind"), "Disable.Question");
    } else if (you.fresh) {
      this.ask(dialog);
    } else {
      dialog.show(verifyForms(dialog, "Disable.CodeFirst", { whole: true, accepted: (answer, field) => this.proven(dialog, answer, field) }));
    }
  }

  proven(dialog, { body }, field) {
    if (field === "backupCode") {
      dialog.show(backupCodeUsed(dialog, body.backupCodesLeft, () => this.ask(dialog)));
    } else {
      this.ask(dialog);
    }
  }

  ask(dialog) {
    const { text, status } = dialog;
    const form = h(
      "form",
      { class: "ptf-form" },
      h("p", null, text("Disable.Consequence", status.profileName)),
      actions(h("button", { type: "submit", class: "ptf-button ptf-danger" }, text("Disable.Do")), cancel(dialog)),
    );
    dialog.show({
      title: text("Disable.Question"),
      content: [dialog.wire(form, "disable", { landed: this.landed(dialog, "disabled"), accepted: dialog.cancel })],
    });
  }
}
