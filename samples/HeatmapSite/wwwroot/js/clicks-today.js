// Says how many clicks there were today, and again when the person comes back to the page. An ordinary fetch: when the profile
// wants a code, the package's dialog opens over the page and the call is repeated after it.

const root = document.querySelector("[data-clicks-today]");
if (root) {
  document.addEventListener("visibilitychange", () => document.hidden || count(root));
  count(root);
}

async function count(root) {
  try {
    const answer = await fetch(root.dataset.clicksToday, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { clicks } = await answer.json();
      root.querySelector("strong").textContent = clicks.toLocaleString(document.documentElement.lang);
      root.hidden = false;
    }
  } catch {
    // The person closed the dialog, or there is no connection: the number stays as it was.
  }
}
