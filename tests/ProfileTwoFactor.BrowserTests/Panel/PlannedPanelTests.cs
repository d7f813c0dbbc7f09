using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Panel;

/// <summary>A profile whose members must verify from a date, over the pages of the site and by pages without script.</summary>
public sealed class PlannedPanelTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_WithADate_TellsMembersWhoBindOverThePage() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await olivia.GoAsync(TwoFactorSteps.Members);
            await olivia.PressInPanelAsync("Enable");
            var app = await olivia.ScanAsync("planned-enable");
            await olivia.Dialog().GetByLabel("Members enter a code").SelectOptionAsync("14");
            await olivia.Code().FillAsync(await app.NextCodeAsync());
            await olivia.PressInFlowAsync("Enable");
            await Expect(olivia.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await olivia.PressInFlowAsync("Done");
            await olivia.ExpectNoticeAsync("Members get a mail with the date");
            await Expect(olivia.Panel()).ToContainTextAsync("Enforced from");

            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectCompleteAsync();
            await mark.PressInPanelAsync("Bind now");
            await mark.ExpectDialogAsync("Bind your authenticator");
            var marks = await mark.ScanAsync("planned-bind");
            await mark.Code().FillAsync(await marks.NextCodeAsync());
            await mark.ExpectNoDialogAsync();
            await Expect(mark.Page.GetByText("Bind now")).ToHaveCountAsync(0);
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            // Their pages stay open. Once the days have passed, what these still ask for by themselves is refused, and the browser says so.
            olivia.AssertQuiet();
            mark.AssertQuiet();

            // The browser has counted the days from its own time, which went on.
            await site.PassAsync(TimeSpan.FromDays(15));
            var mei = await Visitor.SignInAsync(site, "mei");
            await mei.GoAsync(TwoFactorSteps.Heatmap);
            await mei.ExpectBindingAsync();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_WithoutScript_SetsTheDateMovesItAndReminds() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia", scripts: false);
            await olivia.GoAsync("/two-factor/profiles/acme/bind");
            var app = await olivia.ScanAsync("planned-page");
            await olivia.Page.GetByLabel("Members enter a code").SelectOptionAsync("14");
            await olivia.Page.Locator("#code").FillAsync(await app.NextCodeAsync());
            await olivia.PressInFlowAsync("Enable");
            await Expect(olivia.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync("Members get a mail with the date");

            await olivia.PressInFlowAsync("Remind them now");
            await Expect(olivia.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync("Members without an authenticator get a mail");
            await olivia
                .Page.GetByRole(AriaRole.Link, new() { Name = "Change the date" })
                .ClickAsync();
            await olivia.Page.GetByLabel("Members enter a code").SelectOptionAsync("0");
            await olivia.PressInFlowAsync("Change");
            await Expect(olivia.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync("Members now enter a code");

            var mark = await Visitor.SignInAsync(site, "mark", scripts: false);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();
        });
}
