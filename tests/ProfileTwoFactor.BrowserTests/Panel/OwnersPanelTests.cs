using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Panel;

/// <summary>The panel on the sample's member page.</summary>
public sealed class OwnersPanelTests : BrowserTest
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(11);

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_WithoutScript_SwitchesOnAndOffByPagesThatReturnToThePanel() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia", scripts: false);
            await olivia.GoAsync(TwoFactorSteps.Members);
            await olivia.PressInPanelAsync("Enable");
            await olivia.ExpectHeadingAsync("Enable two-factor authentication");
            await olivia.FollowAsync("Cancel");
            await olivia.ExpectAtAsync(TwoFactorSteps.Members);

            var app = await olivia.EnableAsync("panel-enable-no-scripts");
            await Expect(olivia.Panel()).ToContainTextAsync("by olivia@example.com");
            await Expect(olivia.Page.GetByText("Bound since")).ToHaveCountAsync(1);
            await olivia
                .Panel()
                .GetByRole(AriaRole.Link, new() { Name = "Create backup codes" })
                .ClickAsync();
            await olivia.PressAsync("Create codes");
            await Expect(olivia.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await olivia.Page.Locator("#ptf-saved").CheckAsync();
            await olivia.PressAsync("Continue");
            await olivia.ExpectNoticeAsync("Your new backup codes are active.");
            await Expect(olivia.Panel()).ToContainTextAsync("You have 10 backup codes");

            await site.PassAsync(Stale);
            await olivia.PressInPanelAsync("Disable");
            await olivia.ExpectVerifyingAsync();
            await olivia.EnterAsync(await app.NextCodeAsync(), "Verify");
            await olivia.ExpectHeadingAsync("Disable two-factor authentication?");
            await olivia.FollowAsync("Cancel");
            await olivia.DisableAsync();
            await Expect(olivia.Panel()).ToContainTextAsync("without a code");
            olivia.AssertQuiet();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Member_SeesTheStatusAndTheOwner_AndNothingToPress() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");

            await mark.BindAsync("panel-bind", TwoFactorSteps.Members);
            var panel = mark.Panel();
            await Expect(panel).ToContainTextAsync("by olivia@example.com");
            await Expect(panel.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
            // The Owner's address, and two pages of the member's own.
            var links = panel.GetByRole(AriaRole.Link);
            await Expect(links).ToHaveCountAsync(3);
            await Expect(panel.Locator("a[href='mailto:olivia@example.com']")).ToHaveCountAsync(1);
            await Expect(panel.Locator("a[href*='/profiles/acme/windows']")).ToHaveCountAsync(1);
            await Expect(panel.Locator("a[href*='/profiles/acme/authenticators']"))
                .ToHaveCountAsync(1);

            Assert.Empty(await mark.InspectAsync("panel-member"));
            mark.AssertQuiet();
        });
}
