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
}
