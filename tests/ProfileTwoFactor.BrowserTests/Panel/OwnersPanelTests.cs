using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Panel;

/// <summary>The panel on the sample's member page.</summary>
public sealed class OwnersPanelTests : BrowserTest
{
    private const string Members = "/p/acme/settings/members";

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData(false)]
    [InlineData(true)]
    public Task Owner_SwitchesOnAndOffFromThePanel_WithAndWithoutScript(bool scripts) =>
        OnSiteAsync(async site =>
        {
            var kind = scripts ? "scripts" : "no-scripts";
            var olivia = await Visitor.SignInAsync(site, "olivia", scripts);
            await olivia.EnableAsync($"panel-enable-{kind}");
            var wrong = new List<string>();

            await olivia.FollowAsync("Back");
            await olivia.ExpectAtAsync(Members);
            var panel = PanelOf(olivia);
            await Expect(panel).ToContainTextAsync("On since");
            await Expect(panel).ToContainTextAsync("by olivia@example.com");
            if (scripts)
            {
                wrong.AddRange(await olivia.InspectAsync("panel-owner"));
            }

            await olivia.FollowAsync("Disable two-factor authentication");
            await olivia.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
            await olivia.PressAsync("Disable");
            await olivia.FollowAsync("Back");
            await olivia.ExpectAtAsync(Members);
            await Expect(PanelOf(olivia))
                .ToContainTextAsync("Members open this profile without a code.");

            Assert.Empty(wrong);
            olivia.AssertQuiet();
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Member_SeesTheStatusAndTheOwner_AndNothingToPress() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");

            await mark.BindAsync("panel-bind", Members);
            var panel = PanelOf(mark);
            await Expect(panel).ToContainTextAsync("by olivia@example.com");
            await Expect(panel.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
            var link = panel.GetByRole(AriaRole.Link);
            await Expect(link).ToHaveCountAsync(1);
            await Expect(link).ToHaveAttributeAsync("href", "mailto:olivia@example.com");

            Assert.Empty(await mark.InspectAsync("panel-member"));
            mark.AssertQuiet();
        });

    private static ILocator PanelOf(Visitor visitor) =>
        visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Profile 2FA" });
}
