using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

/// <summary>An Owner who accepts passkeys alone, while people work.</summary>
public sealed class PasskeysOnlyTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool")]
    public Task Tightening_EndsWindowsOfCodes_LeadsToBindAPasskey_AndKeepsTheLastOne() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await OwnerAsync(site);
            var caller = await Caller.SignInAsync(site, "mark");
            await caller.BindAsync();
            var mark = await caller.OpenBrowserAsync();
            await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

            await olivia.AllowAsync("passkey");

            // The browser whose window the rule has ended shows the proof by itself.
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();
            await Expect(mark.Page.Locator("#code, .ptf-qr")).ToHaveCountAsync(0);
            await mark.ExpectCompleteAsync();
            await mark.Page.GetByLabel("Name of the passkey (optional)").FillAsync("Mark's laptop");
            await mark.PressAsync("Add a passkey");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

            await mark.GoAsync(PasskeySteps.Authenticators);
            var row = mark.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Mark's laptop" });
            await Expect(row).ToContainTextAsync("Used in this browser");
            await row.GetByRole(AriaRole.Link, new() { Name = "Remove: Mark's laptop" })
                .ClickAsync();
            await Expect(mark.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("last authenticator");
            await Expect(row).ToBeVisibleAsync();
            await mark
                .Page.GetByRole(AriaRole.Link, new() { Name = "Remove: Authenticator app" })
                .ClickAsync();
            await mark.ExpectHeadingAsync("Remove this authenticator?");
            await mark.PressAsync("Remove");
            await mark.ExpectAtAsync(PasskeySteps.Authenticators);
            await Expect(mark.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        });

    [NeedsFact("chromium", "oathtool")]
    public Task BackupCode_InTheDialog_LeadsOnToBindAPasskey_WhetherOneIsLostOrOnlyNotAllowed() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await OwnerAsync(site);
            var codes = await WithCodesAsync(site, "mark", withPasskey: true);
            var meis = await WithCodesAsync(site, "mei", withPasskey: false);
            await olivia.AllowAsync("passkey");

            // Mark has lost the passkey, and is bound: beginning a binding is refused with already-bound.
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await mark.UseBackupCodeAsync(codes[0]);
            await mark.Dialog()
                .GetByRole(AriaRole.Button, new() { Name = "Continue" })
                .ClickAsync();
            await mark.CallAsync(DialogSteps.Heatmaps);
            await GoOnAsync(mark);

            // Mei has an app alone, which counts no longer.
            var mei = await DialogSteps.AtFirstPageAsync(site, "mei");
            await VirtualKey.PlugInAsync(mei, KeyKind.Internal);
            await mei.CallAsync(DialogSteps.Heatmaps);
            await mei.ExpectDialogAsync("Bind your authenticator");
            await mei.UseBackupCodeAsync(meis[0]);
            await GoOnAsync(mei);
        });

    [NeedsFact("chromium", "oathtool")]
    public Task BackupCode_WhereItDoesNotRecover_IsNotOfferedByTheDialog() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await OwnerAsync(site);
            await WithCodesAsync(site, "mark", withPasskey: true);
            await olivia.AllowAsync("passkey");
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await mark.Page.RouteAsync(
                "**/assets/dialog.json?**",
                async route =>
                {
                    var answer = await route.FetchAsync();
                    var text = await answer.TextAsync();
                    await route.FulfillAsync(
                        new()
                        {
                            Response = answer,
                            Body = text.Replace(
                                "\"recovers\":true",
                                "\"recovers\":false",
                                StringComparison.Ordinal
                            ),
                        }
                    );
                }
            );

            await mark.CallAsync(DialogSteps.Heatmaps);

            await mark.ExpectDialogAsync("Enter your code");
            await Expect(mark.Dialog()).ToContainTextAsync("Only passkeys are accepted");
            await Expect(mark.Dialog()).Not.ToContainTextAsync("Use a backup code");
        });

    [NeedsFact("chromium", "oathtool")]
    public Task BackupCode_WithoutScript_LeadsToThePageThatBindsAPasskey() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await OwnerAsync(site);
            var codes = await WithCodesAsync(site, "mark", withPasskey: false);
            await olivia.AllowAsync("passkey");
            var mark = await Visitor.SignInAsync(site, "mark", scripts: false);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();

            await mark.Page.GetByText("Use a backup code").ClickAsync();
            await mark.Page.GetByLabel("Backup code").FillAsync(codes[0]);
            await mark
                .Page.Locator("form[action*='handler=backup']")
                .GetByRole(AriaRole.Button, new() { Name = "Continue" })
                .ClickAsync();

            await Expect(mark.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync("Your backup code was accepted");
            await Expect(mark.Page.GetByText("turn on JavaScript")).ToBeVisibleAsync();
        });

    [NeedsFact("chromium")]
    public Task Owner_WhoEnablesAgainUnderKeptRules_IsLedToAPasskey() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await OwnerAsync(site);
            await olivia.AllowAsync("passkey");
            var (status, _) = await olivia.SendAsync($"{PasskeySteps.Acme}/disable");
            Assert.Equal(200, status);
            await olivia.GoAsync(TwoFactorSteps.Members);

            await olivia.PressInPanelAsync("Enable");

            await Expect(olivia.Dialog()).ToContainTextAsync("Use a passkey.");
            await olivia
                .Dialog()
                .GetByRole(AriaRole.Link, new() { Name = "Continue" })
                .ClickAsync();
            await Expect(olivia.Page.GetByText("Only passkeys are accepted")).ToBeVisibleAsync();
            await Expect(olivia.Page.Locator("#code, .ptf-qr")).ToHaveCountAsync(0);
            await olivia.ExpectCompleteAsync();
            await olivia.PressAsync("Add a passkey");
            await olivia.ExpectNoticeAsync("Two-factor authentication is on.");
        });

    /// <summary>Two-factor authentication is on, and the Owner has a passkey and is verified by it.</summary>
    private static async Task<Visitor> OwnerAsync(Site site)
    {
        var olivia = await Visitor.SignInAsync(site, "olivia");
        await VirtualKey.PlugInAsync(olivia, KeyKind.Internal);
        await olivia.GoAsync("/");
        await olivia.BindPasskeyAsync($"{PasskeySteps.Acme}/enable");
        return olivia;
    }

    private static async Task<string[]> WithCodesAsync(Site site, string name, bool withPasskey)
    {
        var caller = await Caller.SignInAsync(site, name);
        await caller.BindAsync();
        var visitor = await caller.OpenBrowserAsync();
        if (withPasskey)
        {
            await VirtualKey.PlugInAsync(visitor, KeyKind.Internal);
            await visitor.GoAsync("/");
            await visitor.BindPasskeyAsync();
        }

        return await visitor.IssueBackupCodesAsync();
    }

    /// <summary>From the dialog to the page, to the passkey, and back to where the person was.</summary>
    private static async Task GoOnAsync(Visitor visitor)
    {
        await Expect(visitor.Dialog()).ToContainTextAsync("Use a passkey.");
        await visitor.Dialog().GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await visitor.ExpectBindingAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("Your backup code was accepted");
        await visitor.ExpectCompleteAsync();
        await visitor.PressAsync("Add a passkey");
        await visitor.ExpectAtAsync("/");
        await visitor.GoAsync(TwoFactorSteps.Heatmap);
        await visitor.ExpectAtAsync(TwoFactorSteps.Heatmap);
    }
}
