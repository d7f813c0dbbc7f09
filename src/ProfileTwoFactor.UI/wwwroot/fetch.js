import { send } from "./api.js";

const NEED = /^(binding|(account-|fresh-)?verification|account-two-factor)-required$/;

const open = new Map();
const settled = new Map();
let queue = Promise.resolve();
let wrapped = false;

/** What a call is rejected with when the person closes the dialog. Look at `code`: "two-factor-cancelled". */
export class TwoFactorCancelledError extends Error {
  constructor(profileId) {
    super("The two-factor dialog was closed.");
    this.name = "TwoFactorCancelledError";
    this.code = "two-factor-cancelled";
    this.profileId = profileId;
  }
}

/** Makes every `fetch` of the page open the dialog when the gate refuses it. Calling it twice is once. */
export function wrapFetch() {
  if (!wrapped) {
    wrapped = true;
    window.fetch = twoFactorFetch;
  }
}

/** `fetch` with the dialog, for apps that leave `window.fetch` alone. Calls to other origins go out untouched. */
export async function twoFactorFetch(input, init) {
  // An address that is none throws here as it would in the browser's own fetch, and rejects the call.
  if (new URL(input?.url ?? input, document.baseURI).origin !== location.origin) {
    return send(input, init);
  }
  let spare = new Request(input, init);
  for (let round = 1; ; round++) {
    const attempt = spare;
    // A body can be sent once; the copy is made before it is.
    spare = attempt.clone();
    const since = performance.now();
    const response = await send(attempt);
    // A caller who verifies and is refused again, three times in a row, gets the server's answer.
    const need = round < 4 && (await needOf(response));
    if (!need) {
      return response;
    }
    const signsIn = response.headers.has("ProfileTwoFactor-SignIn");
    try {
      // No earlier proof is this sign-in's.
      await unlessAborted(prove(need, signsIn ? Infinity : since), spare.signal);
    } catch (error) {
      if (error instanceof TwoFactorCancelledError || spare.signal.aborted) {
        throw error;
      }
      // No dialog could be shown: the app gets the refusal itself.
      return response;
    }
    if (signsIn) {
      // The call that took the password: repeated, it would start the sign-in again and ask for another code.
      return new Response(null, { status: 204 });
    }
  }
}

/**
 * Asks for a code, or to bind, if the profile requires it now. Use it for calls other than fetch: a hub, an EventSource, XMLHttpRequest.
 * @param {string | null} profileId The profile, or null for the person's own account.
 * @param {{ fresh?: boolean }} [options] fresh: ask for a new code even if the browser is verified.
 * @returns {Promise<void>} Rejected with TwoFactorCancelledError if the person closes the dialog.
 */
export function verify(profileId, { fresh } = {}) {
  return prove({ profileId, fresh }, performance.now());
}

/** The same for the reason a hub sends with "TwoFactorRequired", or the body of a 401. */
export function twoFactorRequired(reason) {
  const need = asNeed(reason);
  return need ? prove(need, performance.now()) : Promise.reject(new TypeError("No code is required."));
}

/** Everything that is refused for one profile waits for one dialog; profiles come one after the other. */
export function prove(need, since) {
  const { profileId } = need;
  if (open.has(profileId)) {
    return open.get(profileId);
  }
  const last = settled.get(profileId);
  if (last?.at > since) {
    // The call was on its way when the dialog closed, so that answer is its answer too.
    return last.error ? Promise.reject(last.error) : Promise.resolve();
  }
  const asked = queue.then(() => ask(need));
  queue = asked.catch(() => {});
  open.set(profileId, asked);
  asked
    .then(
      () => settled.set(profileId, { at: performance.now() }),
      (error) => error instanceof TwoFactorCancelledError && settled.set(profileId, { at: performance.now(), error }),
    )
    .finally(() => open.delete(profileId));
  return asked;
}

async function ask(need) {
  // A network that hangs must not keep a call, or a form, forever.
  const late = new Promise((resolve, reject) => setTimeout(reject, 5000, new Error("No dialog.")));
  const { askForProof } = await Promise.race([import("./dialog.js"), late]);
  if (!(await askForProof(need))) {
    throw new TwoFactorCancelledError(need.profileId);
  }
}

async function needOf(response) {
  const { headers } = response;
  if (
    response.status !== 401 ||
    // After a redirect to another site the answer is not ours, whatever it says.
    new URL(response.url).origin !== location.origin ||
    !headers.get("Content-Type")?.startsWith("application/problem+json") ||
    // A caller with a token has no cookie that the dialog could verify.
    headers.get("WWW-Authenticate")?.startsWith("Bearer")
  ) {
    return null;
  }
  return asNeed(await response.clone().json().catch(() => null));
}

/** What the problem of a refusal asks for, or nothing. */
export function asNeed(problem) {
  const { code, profileId = null, action } = problem ?? {};
  // Without a profile it is about the account, if it is ours at all: a host may have a "verification-required" of its own.
  return (
    NEED.test(code) && (profileId === null ? /^(bind|verify)$/.test(action) : typeof profileId === "string") && { profileId, fresh: /^fresh|two/.test(code) }
  );
}

function unlessAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    signal.onabort = () => reject(signal.reason);
    if (signal.aborted) {
      signal.onabort();
    }
  });
}
