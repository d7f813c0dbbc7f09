using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>What people do, found without a word of the pages, so that it works in each language.</summary>
internal static class WordlessSteps
{
    public const string Manage = "/two-factor/profiles/acme/manage";
    public const string Bind = "/two-factor/profiles/acme/bind";
    public const string Members = "/p/acme/settings/members";

    public static ILocator CodeInput(this Visitor person) => person.Page.Locator("#code");

    public static async Task OpenQrAsync(this Visitor person, string path)
    {
        await person.GoAsync(path);
        await Expect(person.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
    }

    /// <summary>Reads the QR code that is shown and confirms it.</summary>
    public static async Task<Authenticator> ConfirmQrAsync(this Visitor person, string picture)
    {
        await Expect(person.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
        var app = await person.ScanAsync(picture);
        var sendsItself = await person.SendsItselfAsync();
        await person.FillInCodeAsync(await app.NextCodeAsync());
        if (!sendsItself)
        {
            await person.Page.Locator("form:has(#code) [type=submit]").ClickAsync();
        }

        await Expect(person.CodeInput()).ToHaveCountAsync(0);
        return app;
    }

    /// <summary>Sends a code and waits for the page that says what is wrong with it.</summary>
    public static async Task MistypeAsync(this Visitor person, string code)
    {
        await person.FillInCodeAsync(code);
        // Empty again: this is the answer and not the page before it, which may show a problem as well.
        await Expect(person.CodeInput()).ToHaveValueAsync("");
        await Expect(person.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    /// <summary>Sends the form of the page, also what the browser would hold back.</summary>
    public static async Task SendAsync(this Visitor person, string form = "main form[method=post]")
    {
        await person.Page.Locator(form).EvaluateAsync("it => it.noValidate = true");
        await person.Page.Locator($"{form} button:not([disabled])").First.ClickAsync();
    }
}
