// The package's JSON endpoints, next to the folder this file is served from.

export const root = new URL("../", import.meta.url);
if (root.origin !== location.origin) {
  // Codes and antiforgery tokens would go to the site that serves the script.
  throw new Error("ProfileTwoFactor: load two-factor.js from your own site.");
}

// Taken before anything is wrapped: a refusal of these calls must not open a dialog of its own.
export const send = fetch.bind(window);

/** Where the calls about a profile are, or those about the caller's own account. */
export const pathOf = (profileId) => (profileId === null ? "account" : `profiles/${encodeURIComponent(profileId)}`);

/** The page that does the same without script, which sends signed-out people to the host's sign-in. */
export const pageOf = (path, page = "verify") =>
  // What stands behind "#" is never sent to a server. Browsers keep it through redirects, also the last one, which leads back.
  `${root.pathname + path + "/" + page}?returnUrl=${encodeURIComponent(location.pathname + location.search)}${location.hash}`;

/** @returns {Promise<{ ok: boolean, status: number, body: any }>} Status 0 when there was no answer. */
export async function get(path, init) {
  try {
    const answer = await send(new URL(path, root), {
      ...init,
      headers: { Accept: "application/json", ...init?.headers },
      credentials: "same-origin",
      cache: "no-store",
      // A redirect could carry a code elsewhere; these endpoints never redirect.
      redirect: "error",
    });
    const body = await answer.json().catch(() => null);
    return { ok: answer.ok && (body !== null || answer.status === 204), status: answer.status, body };
  } catch {
    return { ok: false, status: 0, body: null };
  }
}

/** `pass`: the antiforgery token of the identity that may send it, if not whoever is signed in by now. */
export async function post(path, body, pass) {
  pass ??= await get("api/antiforgery");
  if (!pass.ok) {
    return pass;
  }
  return get(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", [pass.body.headerName]: pass.body.token },
    body: JSON.stringify(body ?? {}),
  });
}
