// Links and forms that lead behind the gate. Before the browser leaves the page, the gate is asked; if it wants a code, the dialog
// opens over the page, and what the person did is done again after it. Nothing that was typed is lost, because nothing was sent.
// Asked before any other listener, so that the app's own handlers, and libraries that take clicks and forms, run once: when it is done.
import { root, send } from "./api.js";
import { asNeed, prove, TwoFactorCancelledError } from "./fetch.js";

const DEADLINE = 2000;
const LONGEST = 1500;
const FIELDS = "textarea, select, input:not([type=hidden], [type=submit])";
const submitNow = HTMLFormElement.prototype.submit;

// What a person does last counts, as it does when a browser is on its way to one page and another link is clicked.
let turn = 0;
let repeating;

export function watchLinksAndForms() {
  addEventListener("click", onClick, true);
  addEventListener("submit", onSubmit, true);
  // A page that comes back from the browser's memory must not go on with what was left unfinished.
  addEventListener("pagehide", () => turn++);
  HTMLFormElement.prototype.submit = function submit() {
    const again = () => submitNow.call(this);
    const asked = ofForm(this);
    if (asked) {
      settle(asked, true, again);
    } else {
      again();
    }
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
    take({ event, asked, target }, () => target.dispatchEvent(new event.constructor(event.type, event)));
  }
}

function onSubmit(event) {
  const { target: form, submitter } = event;
  const asked = !skips(event, form, form) && ofForm(form, submitter);
  if (asked) {
    // The button that was pressed is part of what is sent. It may be gone when the dialog closes.
    take({ event, asked, target: form, kept: form.querySelector(FIELDS) !== null }, () => HTMLFormElement.prototype.requestSubmit.call(form, submitter?.form === form ? submitter : null));
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
  return tags.some((it) => it.dataset.gatedPaths.split(" ").some((start) => start && path.startsWith(start.toLowerCase())));
}

function take({ event, asked, target, kept }, again) {
  event.preventDefault();
  event.stopImmediatePropagation();
  settle(asked, kept, () => {
    repeating = target;
    try {
      again();
    } finally {
      repeating = null;
    }
  });
}

/** Does it, once the gate lets the person in or can't be asked. Closing the dialog leaves everything as it was. */
async function settle(asked, kept, act) {
  const mine = ++turn;
  try {
    // The account's code and the profile's may both be missing. Whoever is refused a third time gets the server's answer.
    for (let round = 1; round < 4; round++) {
      const since = performance.now();
      const need = await ask(asked);
      if (!need || mine !== turn) {
        break;
      }
      await prove({ ...need, kept }, since);
    }
  } catch (error) {
    if (error instanceof TwoFactorCancelledError) {
      return;
    }
    // No answer in time, or no dialog: the browser goes on as it would without script.
  }
  if (mine === turn) {
    act();
  }
}

async function ask(asked) {
  const answer = await send(new URL(asked, root), {
    headers: { Accept: "application/json" },
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(DEADLINE),
  });
  return answer.status === 200 && asNeed(await answer.json());
}
