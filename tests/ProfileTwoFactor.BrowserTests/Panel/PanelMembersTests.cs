using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Panel;

/// <summary>The panel with its list of members, as on the sample's page of security events.</summary>
public sealed class PanelMembersTests : BrowserTest
{
    private const string Events = "/p/acme/settings/security-events";

    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData(false)]
    [InlineData(true)]
    public Task Owner_SeesTheStateOfEachAuthenticator_AndResetsOneAfterAQuestion(bool scripts) =>
        OnSiteAsync(async site =>
        {
            var kind = scripts ? "scripts" : "no-scripts";
            var owner = await Caller.SignInAsync(site, "olivia");
            await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync(scripts);
            var member = await Caller.SignInAsync(site, "mark");
            var old = await member.BindAsync();
            var mark = await member.OpenBrowserAsync(scripts);
            var wrong = new List<string>();

            await olivia.GoAsync(Events);
            await Expect(RowOf(olivia, "olivia")).ToContainTextAsync("(you)");
            await Expect(RowOf(olivia, "olivia").GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
            await Expect(RowOf(olivia, "mark")).ToContainTextAsync("Bound");
            await Expect(RowOf(olivia, "mei")).ToContainTextAsync("Not bound");
            await Expect(RowOf(olivia, "mei").GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
            if (scripts)
            {
                wrong.AddRange(await olivia.InspectAsync("panel-members"));
            }

            await olivia.FollowAsync("Reset the authenticator of mark@example.com");
            await olivia.ExpectHeadingAsync("Reset this member's authenticator?");
            await olivia.FollowAsync("Cancel");
            await olivia.ExpectAtAsync(Events);
            await Expect(RowOf(olivia, "mark")).ToContainTextAsync("Bound");

            await olivia.FollowAsync("Reset the authenticator of mark@example.com");
            await olivia.PressAsync("Reset");
            await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("was reset");
            await olivia.ExpectAtAsync(scripts ? Events : $"{Events}?ptf-done=reset");
            await Expect(RowOf(olivia, "mark")).ToContainTextAsync("Not bound");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();

            Assert.NotEqual(
                old.Secret,
                (await mark.ScanAsync($"panel-members-again-{kind}")).Secret
            );
            Assert.Empty(wrong);
            Assert.All([olivia, mark], visitor => visitor.AssertQuiet());
        });

    private static ILocator RowOf(Visitor visitor, string name) =>
        visitor
            .Page.GetByRole(AriaRole.Region, new() { Name = "Profile 2FA" })
            .GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = $"{name}@example.com" });
}
