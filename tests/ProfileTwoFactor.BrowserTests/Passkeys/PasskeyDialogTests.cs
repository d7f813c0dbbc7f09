using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

/// <summary>Passkeys in the dialog over a page.</summary>
public sealed class PasskeyDialogTests : BrowserTest
{
    [NeedsFact("chromium")]
    public Task Member_BindsInTheDialog_AndVerifiesInIt() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            var key = await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Bind your authenticator");
            Assert.Empty(await key.CredentialsAsync());

            await mark.Dialog().GetByLabel("Name of the passkey (optional)").FillAsync("Laptop");
            await PressAsync(mark, "Use a passkey instead");
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            await mark.ExpectNoDialogAsync();

            await DialogSteps.LapseAsync(mark);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await PressAsync(mark, "Use a passkey");
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
            var (_, list) = await mark.SendAsync(
                $"{PasskeySteps.Acme}/authenticators",
                method: "GET"
            );
            Assert.Equal("Laptop", list[0].GetProperty("name").GetString());
            Assert.DoesNotContain(mark.Complaints, it => it.Contains("Content Security Policy"));
        });

    [NeedsFact("chromium", "oathtool")]
    public Task Member_WithoutAPasskey_IsOfferedNone_AndTheCodeWorks() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var app = await site.BindAsync("mark");
            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await Expect(mark.Dialog().GetByText("Use a passkey")).ToHaveCountAsync(0);

            await mark.Code().FillAsync(await app.NextCodeAsync());

            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
        });

    [NeedsFact("chromium")]
    public Task Owner_EnablesInTheDialog_WithAPasskey() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await VirtualKey.PlugInAsync(olivia, KeyKind.Usb);
            await olivia.GoAsync(TwoFactorSteps.Members);
            await olivia.PressInPanelAsync("Enable");
            await Expect(olivia.Page.Locator(".ptf-qr svg")).ToBeVisibleAsync();

            await olivia.PressInFlowAsync("Use a passkey instead");
            await Expect(olivia.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await olivia.PressInFlowAsync("Done");
            await olivia.ExpectNoticeAsync("Two-factor authentication is on.");
        });

    [NeedsFact("chromium", "oathtool")]
    public Task Dialog_WhereOnlyPasskeysAreAccepted_LeadsToThePageThatBindsOne() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await VirtualKey.PlugInAsync(olivia, KeyKind.Internal);
            await olivia.GoAsync("/");
            await olivia.BindPasskeyAsync($"{PasskeySteps.Acme}/enable");
            await olivia.AllowAsync("passkey");

            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog()).ToContainTextAsync("Use a passkey.");
            await mark.Dialog().GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
            await mark.ExpectBindingAsync();
            await mark.ExpectCompleteAsync();
            await mark.PressAsync("Add a passkey");
            await mark.ExpectAtAsync("/");

            await DialogSteps.LapseAsync(mark);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await Expect(mark.Dialog()).ToContainTextAsync("Only passkeys are accepted");
            await Expect(mark.Dialog().Locator("input[name=code]")).ToHaveCountAsync(0);
            await PressAsync(mark, "Use a passkey");
            Assert.StartsWith("200 ", Assert.Single(await mark.AnswersAsync()));
        });

    [NeedsFact("chromium")]
    public Task Prompt_WithoutAnAnswer_LeavesTheDialogAsItWas() =>
        OnNamedSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.RefusePromptsAsync("NotAllowedError");
            await mark.GoAsync("/");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Bind your authenticator");

            await PressAsync(mark, "Use a passkey instead");

            await Expect(mark.Dialog().GetByRole(AriaRole.Alert))
                .ToContainTextAsync("No passkey was used.");
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            await Expect(mark.Code()).ToBeEditableAsync();
        });

    [NeedsFact("chromium")]
    public Task Owner_DisablesInTheDialog_AfterAFreshProofByAPasskey() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await VirtualKey.PlugInAsync(olivia, KeyKind.Internal);
            await olivia.GoAsync("/");
            await olivia.BindPasskeyAsync($"{PasskeySteps.Acme}/enable");
            await site.PassAsync(TimeSpan.FromMinutes(11));
            await olivia.GoAsync(TwoFactorSteps.Members);
            await olivia.PressInPanelAsync("Disable");
            await olivia.ExpectDialogAsync("Enter your code");

            await PressAsync(olivia, "Use a passkey");

            await olivia.ExpectDialogAsync("Disable two-factor authentication?");
            await olivia.PressInFlowAsync("Disable");
            await olivia.ExpectNoticeAsync("Two-factor authentication is off.");
        });

    private static Task PressAsync(Visitor visitor, string button) =>
        visitor
            .Dialog()
            .GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .ClickAsync();
}
