using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>What people do with two-factor authentication, as they do it.</summary>
internal static class TwoFactorSteps
{
    public const string Heatmap = "/p/acme/heatmaps/home";

    /// <summary>From the first page to the confirmation that it is on.</summary>
    public static async Task<Authenticator> EnableAsync(
        this Visitor owner,
        string picture,
        string profile = "Acme Store"
    )
    {
        await owner.OpenSetupAsync(profile);
        var app = await owner.ScanAsync(picture);
        await owner.EnterAsync(await app.NextCodeAsync(), "Enable");
        await Expect(owner.Page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("Two-factor authentication is on.");
        return app;
    }

    /// <summary>From the first page to the QR code that enables.</summary>
    public static async Task OpenSetupAsync(this Visitor owner, string profile = "Acme Store")
    {
        await owner.GoAsync("/");
        await owner.Page.GetByRole(AriaRole.Main).GetByText(profile).ClickAsync();
        await owner.FollowAsync("Members");
        await owner.FollowAsync("Enable two-factor authentication");
        await Expect(owner.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
    }

    /// <summary>Goes where the member wants to go and binds on the way.</summary>
    public static async Task<Authenticator> BindAsync(
        this Visitor member,
        string picture,
        string wanted = Heatmap
    )
    {
        await member.GoAsync(wanted);
        await member.ExpectBindingAsync();
        var app = await member.ScanAsync(picture);
        await member.EnterAsync(await app.NextCodeAsync(), "Bind");
        await member.ExpectAtAsync(wanted);
        return app;
    }

    public static async Task ExpectRefusedAsync(this Visitor visitor, string code, string button)
    {
        await visitor.EnterAsync(code, button);
        // Empty again: this is the answer and not the page before it, which may show a problem as well.
        await Expect(visitor.Page.GetByLabel("6-digit code")).ToHaveValueAsync("");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("The code wasn't accepted.");
        await visitor.ExpectNoQrCodeAsync();
    }

    public static Task ExpectBindingAsync(this Visitor visitor) =>
        visitor.ExpectHeadingAsync("Bind your authenticator");

    public static Task ExpectVerifyingAsync(this Visitor visitor) =>
        visitor.ExpectHeadingAsync("Enter your code");

    public static Task ExpectHeadingAsync(this Visitor visitor, string heading) =>
        Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync(heading);

    public static Task ExpectAtAsync(this Visitor visitor, string path) =>
        Expect(visitor.Page).ToHaveURLAsync(path);

    public static async Task ExpectNoQrCodeAsync(this Visitor visitor)
    {
        await Expect(visitor.Page.Locator(".ptf-qr")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".ptf-key")).ToHaveCountAsync(0);
    }
}
