// The one script tag of an app: <script type="module" src="/two-factor/assets/two-factor.js"></script>
// It wraps window.fetch, so that a call refused for want of a code opens a dialog over the page and is then repeated.
// With "?manual" in its address it wraps nothing; use the exported functions then.
import { wrapFetch } from "./fetch.js";
import { watchLinksAndForms } from "./navigation.js";

if (!new URL(import.meta.url).searchParams.has("manual")) {
  wrapFetch();
}
// Written on the tag for people who are signed in: where the paths behind the gate begin.
if (document.querySelector("script[data-gated-paths]")) {
  watchLinksAndForms();
}

export { TwoFactorCancelledError, twoFactorFetch, twoFactorRequired, verify, wrapFetch } from "./fetch.js";
