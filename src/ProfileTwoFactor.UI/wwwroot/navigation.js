// Links and forms that lead behind the gate. Before the browser leaves the page, the gate is asked; if it wants a code, the dialog
// opens over the page, and what the person did is done again after it. Nothing that was typed is lost, because nothing was sent.
// Asked before any other listener, so that the app's own handlers, and libraries that take clicks and forms, run once: when it is done.
import { get } from "./api.js";
import { asNeed, prove, TwoFactorCancelledError } from "./fetch.js";

const DEADLINE = 2000;
const LONGEST = 1500;
const FIELDS = "textarea, select, input:not([type=hidden], [type=submit])";
const submitNow = HTMLFormElement.prototype.submit;

// What waits for the gate: at most one link, and each form once. What a person does last counts, as it does when a browser is on its way
// to one page and another link is clicked. But a form that is on its way to the server isn't lost because of something else.
const turns = new Map();
let repeating;

export function watchLinksAndForms() {
  addEventListener("click", onClick, true);
  addEventListener("submit", onSubmit, true);
  // A page that comes back from the browser's memory must not go on with what was left unfinished.
  addEventListener("pagehide", () => turns.clear());
  HTMLFormElement.prototype.submit = function submit() {
    const asked = this.isConnected && !this.closest('[data-profile-two-factor="off"]') && ofForm(this);
    if (!asked) {
      return submitNow.call(this);
    }
    settle(asked, this, true, () => {
      // Many a script takes its form away right after it, and browsers send no form that is not in the page.
      const body = this.isConnected ? null : document.body;
      body?.append(this);
      submitNow.call(this);
      body?.removeChild(this);
    });
  };
}

function onClick(event) {
  const [target] = event.composedPath();
  const link = event.composedPath().find((it) => it.matches?.("a[href], area[href]"));
  const plain = !(event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  if (!link || !plain || link.hasAttribute("download") || link.isContentEditable || skips(event, link, target)) {
    return;
  }
  const asked = ofAddress(link.getAttribute("href"), "GET", link, link.getAttribute("target"));
  if (asked) {
    take(event, asked, () => target.dispatchEvent(new event.constructor(event.type, event)));
  }
}

function onSubmit(event) {
  const { target: form, submitter } = event;
  const asked = !skips(event, form, form) && ofForm(form, submitter);
  if (asked) {
    const again = () => {
      // The button that was pressed is part of what is sent, and may say where to. An app may have drawn it anew. Without it, it would be
      // another form that is sent.
      const isLike = (it) => it.form === form && it.type === submitter.type && ["name", "value", "formaction"].every((name) => it.getAttribute(name) === submitter.getAttribute(name));
      const button = submitter && [submitter, ...form.getRootNode().querySelectorAll("button, input")].find(isLike);
      if (button || !submitter) {
        HTMLFormElement.prototype.requestSubmit.call(form, button);
      }
    };
    take(event, asked, again, form, form.querySelector(FIELDS) !== null);
  }
}

const skips = (event, element, target) => event.defaultPrevented || repeating === target || element.closest('[data-profile-two-factor="off"]');

function ofForm(form, submitter) {
  // By attributes: a field named "action" or "method" hides the form's own property.
  const setting = (name) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const method = setting("method")?.toUpperCase();
  return method !== "DIALOG" && ofAddress(setting("action") || location.href, method === "POST" ? method : "GET", form, setting("target"));
}

/** What to ask the gate about an address, or nothing if it opens elsewhere, on this page, or before no gate. */
function ofAddress(href, method, element, target) {
  let url;
  try {
    url = new URL(href, element.baseURI);
  } catch {
    return null;
  }
  const elsewhere = url.origin !== location.origin || !/^(_self|_parent|_top)?$/i.test(target ?? document.querySelector("base[target]")?.target ?? "");
  const path = url.pathname + url.search;
  const onPage = element.matches("a, area") && url.href.includes("#") && path === location.pathname + location.search;
  if (elsewhere || onPage || !isGated(url.pathname)) {
    return null;
  }
  return `check?method=${method}&path=${encodeURIComponent(path.length > LONGEST ? url.pathname : path)}`;
}

function isGated(pathname) {
  const path = pathname.toLowerCase();
  const tags = [...document.querySelectorAll("script[data-gated-paths]")];
  return tags.some((it) => it.dataset.gatedPaths.toLowerCase().split(" ").some((start) => start && path.startsWith(start)));
}

function take(event, asked, again, form, kept) {
  const [target] = event.composedPath();
  event.preventDefault();
  event.stopImmediatePropagation();
  settle(asked, form, kept, () => {
    repeating = target;
    try {
      again();
    } finally {
      repeating = null;
    }
  });
}

/** Does it, once the gate lets the person in or can't be asked. Closing the dialog leaves everything as it was. No form: a link. */
async function settle(asked, form, kept, act) {
  const mine = {};
  turns.delete();
  turns.set(form, mine);
  try {
    // The account's code and the profile's may both be missing. Whoever is refused a third time gets the server's answer.
    for (let round = 1; round < 4; round++) {
      const since = performance.now();
      const need = await ask(asked);
      if (!need || (need.signIn && !kept) || mine !== turns.get(form)) {
        break;
      }
      if (need.signIn) {
        round = 0;
      }
      await prove({ ...need, kept }, since);
    }
  } catch (error) {
    if (error instanceof TwoFactorCancelledError) {
      return;
    }
    // No dialog: the browser goes on as it would without script.
  }
  if (mine === turns.get(form)) {
    turns.delete(form);
    act();
  }
}

async function ask(asked) {
  const { status, body } = await get(asked, { signal: AbortSignal.timeout(DEADLINE) });
  // Nobody is signed in any more: the site would answer with its sign-in, and what was typed would be gone.
  return status === 200 && (body.code === "sign-in-required" ? { signIn: body.code } : asNeed(body));
}
