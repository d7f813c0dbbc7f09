// What the panels on an app's pages offer, each as a dialog over the page. The pages do the same without script.
import { get, pageOf, pathOf, post } from "./api.js";
import { Proof } from "./dialog.js";
import { openDialog } from "./shell.js";
import { actions, backupCodeUsed, cancel, codeForm, goOn, h, setup, verifyForms, waiting } from "./views.js";

/** Opens the dialog of a panel's button. After a change the page is loaded again: what else it shows may depend on the status. */
export async function open({ dataset: { ptfAction, ptfProfile, ptfAccount } }) {
  // Fails in a frame of another origin, whose page could have this one's buttons pressed unseen. The pages open in no frame at all.
  top.document;
  const flow = Object.assign(new flows[ptfAction](), { name: ptfAccount });
  const changed = await openDialog(pathOf(ptfProfile ?? null), flow);
  if (changed === true) {
    // Bound: the page has nothing more to offer.
    location.reload();
  } else if (changed) {
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

/** Notes a change at once: from here on closing is no cancelling, and the dialog may have been closed while the answer was under way. */
function note(dialog, change) {
  dialog.closedAs = change;
  if (!dialog.isConnected) {
    load(change);
  }
}

/** What all have in common: they look first who is signed in, and how things stand. */
class Flow {
  words = "panels";

  async start(dialog) {
    if (dialog.closedAs) {
      // The browser has brought the page back after the change.
      return dialog.cancel();
    }
    const scene = dialog.show(waiting(dialog));
    // Taken before the look at who is signed in: whoever signs in after it can't send what follows.
    dialog.pass = await get("api/antiforgery");
    const answer = await get(`api/${dialog.path}`);
    if (scene === dialog.scene) {
      dialog.status = answer.body;
      await (answer.ok ? this.look(dialog, answer.body) : dialog.fail(answer));
    }
  }

  /** No answer came to a change. The server says how things stand when the page is loaded again. */
  lost(dialog) {
    this.outdated(dialog, "Dialog.Lost");
  }

  /** What the page shows is no longer true, so that closing loads it again. */
  outdated(dialog, message, title) {
    dialog.closedAs = "refresh";
    dialog.problem(message, "Continue", dialog.cancel, title);
  }
}

class OwnersFlow extends Flow {
  look(dialog, { you }) {
    return you.role === "owner" ? this.ready(dialog) : this.outdated(dialog, "NotOwner.Text", "NotOwner.Title");
  }

  // Whom the Owner has made Owner in between is the one to tell, and the page shows who that is.
  refused(dialog, { body }) {
    return body?.code === "not-owner" && (this.start(dialog), true);
  }
}

class Enabling extends OwnersFlow {
  heading = "Enable.Title";

  ready(dialog) {
    return dialog.status.enabled ? this.outdated(dialog, "Already.On", "Enable.Title") : this.begin(dialog);
  }

  async begin(dialog) {
    const pending = await dialog.call("binding");
    if (pending?.ok) {
      const { text } = dialog;
      // Days, as on the page: no time zone has to be chosen.
      const days = [0, 7, 14, 30, 60].map((it) => h("option", { value: it }, text(it ? "Notice.Days" : "Notice.Now", it)));
      const when = h("select", { id: "when" }, ...days);
      const more = () => +when.value && { enforceFrom: new Date(Date.now() + when.value * 864e5).toISOString() };
      dialog.show({
        title: text("Enable.Title"),
        wide: true,
        content: [
          h("p", null, text("Enable.Lead", dialog.status.profileName)),
          h("div", { class: "ptf-field" }, h("label", { for: "when" }, text("Notice.Label")), when),
          setup(dialog, pending.body, "Enable.Button", "enable", { landed: () => note(dialog, "enabled"), accepted: () => this.codes(dialog), more }),
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

  ready(dialog) {
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
      content: [dialog.wire(form, "disable", { landed: () => note(dialog, "disabled"), accepted: dialog.cancel })],
    });
  }
}

// The person's own account.
class AccountFlow extends Flow {
  // A flow begins only for the person and in the state for which it was offered: another tab may have changed both.
  look(dialog, { accountName, enabled }) {
    if (accountName !== this.name) {
      dialog.done("refresh");
    } else if (enabled !== this.on) {
      this.outdated(dialog, this.on ? "Account.Done.Disabled" : "Account.Done.Already");
    } else {
      return this.ask(dialog);
    }
  }

  question(dialog, title, message, button, kind = "") {
    const { text } = dialog;
    const form = h("form", { class: "ptf-form" }, actions(h("button", { type: "submit", class: `ptf-button ${kind}` }, text(button)), cancel(dialog)));
    const then = { landed: (answer) => this.landed?.(dialog, answer), accepted: (answer) => this.accepted(dialog, answer) };
    dialog.show({ title: text(title), content: [h("p", null, text(message, this.name)), dialog.wire(form, this.action, then)] });
  }

  // The same dialog asks for a code where the last one is older than allowed, and goes on with what was wanted.
  refused(dialog, { body }) {
    const wants = /^(fresh-)?verification-required$/.test(body?.code);
    if (wants) {
      dialog.show(verifyForms(dialog, "Verify.FreshLead", { whole: true, accepted: () => this.begin(dialog) }));
    }
    return wants;
  }

  async begin(dialog) {
    const answer = await dialog.call(this.action);
    if (answer?.ok) {
      this.landed?.(dialog, answer);
      await this.accepted(dialog, answer);
    } else if (answer && !this.refused(dialog, answer)) {
      await (/^(already|not)-enabled$/.test(answer.body?.code) ? this.start(dialog) : dialog.fail(answer));
    }
  }

  /** From here on it is done, whatever happens to the dialog, and the codes can be shown once more. */
  issue(dialog, { body }) {
    this.keeping = new Promise((done) => {
      post("account/backup-codes?handler=keep", { codes: body.backupCodes }, dialog.pass).then(done);
      // A call that hangs must not keep the codes from being shown.
      setTimeout(done, 2000);
    }).then(() => note(dialog, this.result));
  }

  async showCodes(dialog, { body }) {
    const { scene } = dialog;
    await this.keeping;
    if (scene === dialog.scene) {
      const names = [dialog.words.application, this.name];
      const act = () => post("account/backup-codes?handler=finish").then(dialog.cancel);
      const view = backupCodes(dialog, body.backupCodes, { names, notice: "Codes.Once", button: "Account.Finish", act });
      if (this.result === "new-token") {
        view.content.unshift(h("p", null, dialog.text("Account.Done.Replaced")));
      }
      dialog.show(view);
    }
  }

  enabling = (dialog) => ({ landed: (answer) => this.issue(dialog, answer), accepted: (answer) => this.showCodes(dialog, answer) });
}

class SetUp extends AccountFlow {
  heading = "Account.Setup.Title";
  action = "binding";
  result = "on";
  on = false;

  ask = (dialog) => this.begin(dialog);

  accepted(dialog, { body }) {
    const { text } = dialog;
    const next = h("button", { type: "button", class: "ptf-button", onclick: () => this.#askForCode(dialog, () => this.accepted(dialog, { body })) }, text("Account.Next"));
    dialog.show({ title: text(this.heading), wide: true, content: [setup(dialog, body, null, null, null, hideKey(dialog)), actions(next, cancel(dialog))] });
  }

  #askForCode(dialog, back) {
    const { text } = dialog;
    const form = dialog.wire(codeForm(dialog, "Account.Next", { autofocus: true }), "enable", this.enabling(dialog));
    const again = h("button", { type: "button", class: "ptf-link", onclick: back }, text("Back"));
    dialog.show({ title: text("Account.Code.Title"), content: [form, h("p", { class: "ptf-hint" }, text("Account.Code.Newest")), actions(again)] });
  }
}

class Replace extends AccountFlow {
  heading = "Account.Replace.Title";
  action = "replace";
  result = "new-token";
  on = true;

  ask(dialog) {
    this.question(dialog, "Account.Replace.Question", "Account.Replace.Note", "Account.Replace.Do");
  }

  accepted(dialog, { body }) {
    dialog.show({ title: dialog.text(this.heading), wide: true, content: [h("p", null, dialog.text("Account.Replace.Note")), setup(dialog, body, "Account.Replace.Button", "enable", this.enabling(dialog), hideKey(dialog))] });
  }
}

class Codes extends AccountFlow {
  heading = "Codes.Title";
  action = "backup-codes";
  result = "new-codes";
  on = true;

  ask(dialog) {
    this.question(dialog, "Codes.Question", "Codes.Consequence", "Codes.Do");
  }

  landed = this.issue;

  accepted = this.showCodes;
}

class Again extends AccountFlow {
  heading = "Codes.Title";
  on = true;

  async ask(dialog) {
    const { scene } = dialog;
    const answer = await post("account/backup-codes?handler=again", null, dialog.pass);
    if (scene === dialog.scene) {
      dialog.closedAs = "refresh";
      await (answer.ok ? this.showCodes(dialog, answer) : answer.status === 410 ? this.outdated(dialog, "Account.Kept.Gone") : dialog.fail(answer));
    }
  }
}

class Disable extends AccountFlow {
  heading = "Disable.Question";
  action = "disable";
  on = true;

  ask(dialog) {
    this.question(dialog, "Disable.Question", "Account.Disable.Consequence", "Disable.Do", "ptf-danger");
  }

  landed = (dialog) => note(dialog, "off");

  accepted = (dialog) => dialog.cancel();
}

// A sentence of which a part shows the key.
const hideKey = ({ text }) => (row) => {
  const [before, after] = text("Account.SetupCode.Sentence", "\n").split("\n");
  const button = h("button", { type: "button", class: "ptf-link", "aria-expanded": "false" }, text("Account.SetupCode"));
  button.onclick = () => button.setAttribute("aria-expanded", !(row.hidden = !row.hidden));
  row.hidden = true;
  return h("p", null, before, button, after);
};

class Binding extends Proof {
  offers = true;

  constructor() {
    super({});
  }
}

const flows = { bind: Binding, enable: Enabling, disable: Disabling, setup: SetUp, replace: Replace, codes: Codes, again: Again, off: Disable };

/**
 * Ten backup codes, shown once, with what saves them. `names`: what people call what they are for, the site first; `notice`: the text
 * above them; `button` and `act`: how it goes on.
 */
function backupCodes(dialog, codes, { names, notice, button, act }) {
  const { text } = dialog;
  const copy = dialog.copies(h("button", { type: "button", class: "ptf-button ptf-secondary" }, text("Copy")), () => codes.join("\n"));
  return {
    title: text("Codes.Title"),
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
