using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>What people do with two-factor authentication, as they do it.</summary>
internal static class TwoFactorSteps
{
    public const string Heatmap = "/p/acme/heatmaps/home";

    public const string Members = "/p/acme/settings/members";

    /// <summary>The section on the page of the site.</summary>
    public static ILocator Panel(this Visitor visitor) =>
        visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Profile 2FA" });

    /// <summary>From the first page to the confirmation that it is on, as an Owner goes: over the page with script, by pages without.</summary>
    public static async Task<Authenticator> EnableAsync(this Visitor owner, string picture)
    {
        await owner.GoAsync("/");
        await owner.LeaveByAsync(owner.Page.GetByRole(AriaRole.Main).GetByText("Acme Store"));
        await owner.LeaveByAsync("Settings");
        await owner.LeaveByAsync("Member Management");
        await owner.PressInPanelAsync("Enable");
        await Expect(owner.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
        var app = await owner.ScanAsync(picture);
        await owner.Page.Locator("#code").FillAsync(await app.NextCodeAsync());
        await owner.PressInFlowAsync("Enable");
        if (owner.Scripts)
        {
            await Expect(owner.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await owner.PressInFlowAsync("Done");
        }

        await owner.ExpectNoticeAsync("Two-factor authentication is on.");
        return app;
    }

    /// <summary>From the Owner's panel to the confirmation that it is off.</summary>
    public static async Task DisableAsync(this Visitor owner)
    {
        await owner.GoAsync(Members);
        await owner.PressInPanelAsync("Disable");
        await owner.PressInFlowAsync("Disable");
        await owner.ExpectNoticeAsync("Two-factor authentication is off.");
    }

    /// <summary>With script the button works only after the script has run, which the page doesn't show: until then it leads to a page.</summary>
    public static async Task PressInPanelAsync(this Visitor owner, string button)
    {
        // The page that is left may still be there when the next one is on its way. Modules have run once a page is complete.
        await Expect(owner.Panel()).ToBeVisibleAsync();
        await owner.ExpectCompleteAsync();
        await owner
            .Panel()
            .GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .ClickAsync();
    }

    /// <summary>All scripts of the page have run.</summary>
    public static Task ExpectCompleteAsync(this Visitor visitor) =>
        Expect(visitor.Page.Locator("html"))
            .ToHaveJSPropertyAsync("ownerDocument.readyState", "complete");

    /// <summary>In the dialog, or on the page that stands for it.</summary>
    public static Task PressInFlowAsync(this Visitor visitor, string button) =>
        visitor
            .Page.GetByRole(visitor.Scripts ? AriaRole.Dialog : AriaRole.Main)
            .GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .ClickAsync();

    /// <summary>Back at the page that the Owner came from, which says what was done.</summary>
    public static async Task ExpectNoticeAsync(this Visitor owner, string notice)
    {
        await Expect(owner.Panel().GetByRole(AriaRole.Status)).ToContainTextAsync(notice);
        await owner.ExpectAtAsync(owner.Scripts ? Members : new Uri(owner.Page.Url).PathAndQuery);
    }

    /// <summary>The page with the QR code that enables.</summary>
    public static async Task OpenSetupAsync(this Visitor owner)
    {
        await owner.GoAsync("/two-factor/profiles/acme/bind");
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
