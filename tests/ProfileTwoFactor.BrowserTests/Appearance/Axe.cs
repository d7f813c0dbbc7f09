using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Runs axe in a page.</summary>
/// <remarks>Not by <c>RunAxe()</c>, which loads axe again for each run, opens another page for its summary and keeps what passed: a page costs a third this way.</remarks>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <returns>What is wrong, with the rule and the markup.</returns>
    public static async Task<string[]> FindAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
        {
            await page.EvaluateAsync(Script);
        }

        // The size of targets is of WCAG 2.2, and not looked at unless asked for.
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
              const { violations } = await axe.run(document, options);
              return violations.map((it) => `${it.id}: ${it.help} at ${it.nodes.map((node) => node.html).join(", ")}`);
            }
            """
        );
    }
}
