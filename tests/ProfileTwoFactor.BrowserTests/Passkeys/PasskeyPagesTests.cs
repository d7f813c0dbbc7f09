using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

/// <summary>Passkeys on the pages, with authenticators that Chromium simulates.</summary>
public sealed class PasskeyPagesTests : BrowserTest
{
    [NeedsTheory("chromium")]
    [InlineData(KeyKind.Internal)]
    [InlineData(KeyKind.Usb)]
    [InlineData(KeyKind.U2F)]
    public Task Member_BindsAndVerifies_WithTheKeyAtHand(KeyKind kind) =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            var key = await VirtualKey.PlugInAsync(mark, kind);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();
            await mark.ExpectCompleteAsync();
            // The browser's prompt waits for the person.
            Assert.Empty(await key.CredentialsAsync());

            await mark.Page.GetByLabel("Name of the passkey (optional)").FillAsync($"My {kind}");
            await mark.PressAsync("Use a passkey instead");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            Assert.Single(await key.CredentialsAsync());

            await mark.LapseAsync();
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectVerifyingAsync();
            await mark.ExpectCompleteAsync();
            await mark.PressAsync("Use a passkey");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            var (_, list) = await mark.SendAsync(
                $"{PasskeySteps.Acme}/authenticators",
                method: "GET"
            );
            Assert.Equal($"My {kind}", list[0].GetProperty("name").GetString());
            Assert.DoesNotContain(mark.Complaints, it => it.Contains("Content Security Policy"));
        });

    [NeedsFact("chromium", "oathtool")]
    public Task Member_WithoutAPasskey_IsOfferedNone_AndTheCodeWorks() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var app = await site.BindAsync("mark");
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync("/two-factor/profiles/acme/verify?returnUrl=/p/acme");
            await mark.ExpectCompleteAsync();
            await Expect(mark.Page.GetByText("Use a passkey")).ToHaveCountAsync(0);

            await mark.EnterAsync(await app.NextCodeAsync(), "Verify");
            await mark.ExpectAtAsync("/p/acme");
        });

    [NeedsFact("chromium")]
    public Task Prompt_WithoutAnAnswer_LeavesThePageAsItWas() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.RefusePromptsAsync("NotAllowedError");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();
            await mark.ExpectCompleteAsync();

            await mark.PressAsync("Use a passkey instead");

            await Expect(mark.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("No passkey was used.");
            await Expect(mark.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();
            await Expect(mark.Page.GetByLabel("6-digit code")).ToBeEditableAsync();
            await mark.PressAsync("Use a passkey instead");
            await Expect(mark.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("No passkey was used.");
        });

    [NeedsFact("chromium", "oathtool")]
    public Task Passkey_ThatIsNotAtHand_LeavesThePageAsItWas_AndTheCodeWorks() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var caller = await Caller.SignInAsync(site, "mark");
            var app = await caller.BindAsync();
            var mark = await caller.OpenBrowserAsync();
            var key = await VirtualKey.PlugInAsync(mark, KeyKind.Usb);
            await mark.GoAsync("/");
            await mark.BindPasskeyAsync();
            await key.UnplugAsync();
            await VirtualKey.PlugInAsync(mark, KeyKind.Usb);
            await mark.LapseAsync();
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectVerifyingAsync();
            await mark.ExpectCompleteAsync();

            await mark.PressAsync("Use a passkey");

            await Expect(mark.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("No passkey was used.");
            await mark.EnterAsync(await app.NextCodeAsync(), "Verify");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
        });

    [NeedsFact("chromium")]
    public Task Page_WithoutScript_OffersTheCodeAlone() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark", scripts: false);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();
            await Expect(mark.Page.GetByText("Use a passkey instead")).ToBeHiddenAsync();
            await Expect(mark.Page.GetByLabel("6-digit code")).ToBeVisibleAsync();
        });

    [NeedsFact("chromium")]
    public Task Owner_EnablesWithAPasskey_OnThePageThatAlsoTakesCodes() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await VirtualKey.PlugInAsync(olivia, KeyKind.Internal);
            await olivia.OpenSetupAsync();
            await olivia.ExpectCompleteAsync();
            await olivia.Page.Locator("#ptf-notice").SelectOptionAsync("7");

            await olivia.PressAsync("Use a passkey instead");

            await olivia.Page.WaitForURLAsync("**/manage**");
            var status = await (
                await olivia.Context.APIRequest.GetAsync("/two-factor/api/profiles/acme")
            ).JsonAsync();
            Assert.True(status!.Value.GetProperty("enabled").GetBoolean());
            Assert.Equal("scheduled", status.Value.GetProperty("enforcement").GetString());
        });

    [NeedsFact("chromium")]
    public Task Member_AddsASecondPasskey_AfterAFreshProofByTheFirst() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            var key = await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.GoAsync("/");
            await mark.BindPasskeyAsync();

            await AddSecondAsync(site, mark, key, PasskeySteps.Authenticators);
        });

    [NeedsFact("chromium")]
    public Task Account_GetsASecondPasskey_AfterAFreshProofByTheFirst() =>
        OnNamedSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            var key = await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.GoAsync("/two-factor/account/setup");
            await mark.ExpectCompleteAsync();
            await mark.PressAsync("Use a passkey instead");
            await Expect(mark.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);

            await AddSecondAsync(site, mark, key, "/two-factor/account/authenticators");
        });

    [NeedsFact("chromium")]
    public Task Account_IsSetUpAndSignedInTo_WithAPasskey() =>
        OnNamedSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.GoAsync("/two-factor/account/setup");
            await mark.ExpectCompleteAsync();
            await mark.PressAsync("Use a passkey instead");
            await Expect(mark.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);

            await mark.Context.ClearCookiesAsync();
            await mark.GoAsync("/account/login");
            await mark.FillInSignInAsync("mark");
            await mark.ExpectVerifyingAsync();
            await mark.ExpectCompleteAsync();
            await mark.PressAsync("Use a passkey");
            await mark.ExpectAtAsync("/");
        });

    /// <summary>Adds one with a last proof that is too old for it, first on the device that has a passkey already.</summary>
    private static async Task AddSecondAsync(Site site, Visitor mark, VirtualKey first, string page)
    {
        await site.PassAsync(TimeSpan.FromMinutes(11));
        await mark.GoAsync(page);
        await mark.ExpectCompleteAsync();
        await mark.PressAsync("Add a passkey");
        await mark.ExpectVerifyingAsync();
        await mark.ExpectCompleteAsync();
        await mark.PressAsync("Use a passkey");
        await mark.ExpectAtAsync(page);
        await mark.ExpectCompleteAsync();

        await mark.PressAsync("Add a passkey");
        await Expect(mark.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("already has a passkey of yours");
        await first.UnplugAsync();
        var spare = await VirtualKey.PlugInAsync(mark, KeyKind.Usb);
        await mark.Page.GetByLabel("Name of the passkey (optional)").FillAsync("Spare");
        await mark.PressAsync("Add a passkey");

        var rows = mark.Page.GetByRole(AriaRole.Row);
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(1)).ToContainTextAsync("Passkey");
        await Expect(rows.Nth(2)).ToContainTextAsync("Spare");
        await mark.ExpectAtAsync(page);
        Assert.Single(await spare.CredentialsAsync());
    }
}
