using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Flows;

/// <summary>What comes between two steps of a dialog ends in a clear state, and leaves nothing half done.</summary>
public sealed class InterruptedFlowTests : BrowserTest
{
    private const string Security = "/account/security";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Member_TypingACodeWhileTheOwnerDisables_GoesOnAndBindsNothing() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            var app = await owner.EnableAsync();
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await Profile(mark).ClickAsync();
            await mark.ExpectDialogAsync("Bind your authenticator");
            var marks = await mark.ScanAsync("interrupted-member");

            await owner.DisableAsync(app);
            await mark.Code().FillAsync(await marks.NextCodeAsync());
            await mark.ExpectAtAsync("/p/acme");

            await owner.EnableAsync();
            await mark.GoAsync("/p/acme");
            await mark.ExpectBindingAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Member_WithTwoTabsAtDifferentSteps_IsToldAndGoesOnWithANewQrCode() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await Profile(mark).ClickAsync();
            await mark.ExpectDialogAsync("Bind your authenticator");
            var first = await mark.ScanAsync("interrupted-tabs");
            var tab = await mark.Context.NewPageAsync();
            await tab.GotoAsync("/two-factor/profiles/acme/bind");
            await Expect(tab.Locator(".ptf-qr svg")).ToBeVisibleAsync();

            await mark.Code().FillAsync(await first.NextCodeAsync());
            await Expect(mark.Dialog().GetByRole(AriaRole.Alert).First)
                .ToContainTextAsync("The code wasn't accepted.");
            await mark.PressInFlowAsync("Show a new QR code");
            await Expect(mark.Code()).ToHaveValueAsync("");
            var second = await mark.ScanAsync("interrupted-tabs-again");
            Assert.NotEqual(first.Secret, second.Secret);
            await mark.Code().FillAsync(await second.NextCodeAsync());

            await mark.ExpectAtAsync("/p/acme");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_LoadingThePageAgainAtEachStep_FindsItOffOrOn() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await olivia.GoAsync(TwoFactorSteps.Members);
            await olivia.PressInPanelAsync("Enable");
            await Expect(olivia.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            await olivia.Page.ReloadAsync();
            await Expect(olivia.Panel()).ToContainTextAsync("Off");

            await olivia.PressInPanelAsync("Enable");
            var app = await olivia.ScanAsync("interrupted-owner");
            await olivia.Code().FillAsync(await app.NextCodeAsync());
            await olivia.PressInFlowAsync("Enable");
            await olivia.ExpectDialogAsync("Your backup codes");
            await olivia.Page.ReloadAsync();
            await Expect(olivia.Panel()).ToContainTextAsync("On since");
            await Expect(olivia.Panel()).ToContainTextAsync("Create backup codes");

            await olivia.PressInPanelAsync("Disable");
            await olivia.ExpectDialogAsync("Disable two-factor authentication?");
            await olivia.Page.ReloadAsync();
            await Expect(olivia.Panel()).ToContainTextAsync("On since");
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Account_WhoseResetIsLeftBeforeTheCode_KeepsTheOldAuthenticator() =>
        OnSiteAsync(async site =>
        {
            var person = await Caller.SignInAsync(site, "mark");
            var (old, _) = await person.SetUpAccountAsync();
            var mark = await person.OpenBrowserAsync();
            await mark.GoAsync(Security);
            await mark.PressAsync("Reset token");
            await mark.PressInFlowAsync("Reset token");
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            await mark.Page.ReloadAsync();

            await site.PassAsync(TimeSpan.FromMinutes(11));
            await mark.Page.GetByRole(AriaRole.Switch).ClickAsync();
            await mark.PressInFlowAsync("Disable");
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Code().FillAsync(await old.NextCodeAsync());

            await Expect(mark.Page.GetByRole(AriaRole.Switch)).Not.ToBeCheckedAsync();
        });

    private static ILocator Profile(Visitor member) =>
        member.Page.Locator("main a[href='/p/acme']").First;
}
