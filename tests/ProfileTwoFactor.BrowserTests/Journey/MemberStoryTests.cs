using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>Members come and go and ownership moves, from the first switch to the last.</summary>
public sealed class MemberStoryTests : BrowserTest
{
    private const string Manage = "/two-factor/profiles/acme/manage";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task A_member_is_removed_and_comes_back_and_the_profile_changes_hands() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await olivia.EnableAsync("story-enable");
            var mark = await Visitor.SignInAsync(site, "mark");
            var old = await mark.BindAsync("story-bind");

            await olivia.RemoveAsync("mark");
            Assert.Equal(403, await mark.GoAsync(TwoFactorSteps.Heatmap));
            await mark.ScreenshotAsync("story-removed");

            var anew = await ComeBackAsync(olivia, mark, site, old);

            var mei = await Visitor.SignInAsync(site, "mei");
            await olivia.MakeOwnerAsync("mei");
            await FormerOwnerAsync(olivia);

            await mei.BindAsync("story-new-owner");
            await mei.GoAsync(Manage);
            await mei.FollowAsync("Disable two-factor authentication");
            await mei.PressAsync("Disable");
            await Expect(mei.Page.GetByRole(AriaRole.Status))
                .ToContainTextAsync("Two-factor authentication is off.");
            Assert.Equal(200, await mark.GoAsync(TwoFactorSteps.Heatmap));
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

            Assert.All([olivia, mark, mei], visitor => visitor.AssertQuiet());
            Assert.All([old, anew], app => Assert.DoesNotContain(app.Secret, site.Output));
        });

    private static async Task<Authenticator> ComeBackAsync(
        Visitor olivia,
        Visitor mark,
        Site site,
        Authenticator old
    )
    {
        await olivia.InviteAsync("mark");
        var link = await mark.InvitationAsync("mark");
        Assert.StartsWith($"{site.Address}/invitations/", link);
        await mark.GoAsync(link);
        await mark.ExpectHeadingAsync("Join Acme Store");
        await mark.ScreenshotAsync("story-invitation");
        await mark.PressAsync("Join");

        // In again, and a stranger to the profile's authenticators.
        await mark.ExpectBindingAsync();
        await mark.ExpectRefusedAsync(await old.NextCodeAsync(), "Bind");
        var anew = await mark.BindAsync("story-bind-anew");
        Assert.NotEqual(old.Secret, anew.Secret);
        await mark.GoAsync(link);
        await mark.ExpectHeadingAsync("This invitation is no longer valid");

        var second = await Visitor.SignInAsync(site, "mark");
        await second.GoAsync(TwoFactorSteps.Heatmap);
        await second.ExpectVerifyingAsync();
        await second.ExpectRefusedAsync(await old.NextCodeAsync(), "Verify");
        await second.EnterAsync(await anew.NextCodeAsync(), "Verify");
        await second.ExpectAtAsync(TwoFactorSteps.Heatmap);
        return anew;
    }

    private static async Task FormerOwnerAsync(Visitor olivia)
    {
        Assert.Equal(200, await olivia.GoAsync(TwoFactorSteps.Heatmap));
        await olivia.GoAsync("/p/acme/settings/members");
        await Expect(Link(olivia, "Manage")).ToHaveCountAsync(0);
        await Expect(Link(olivia, "Remove mark@example.com")).ToHaveCountAsync(0);
        await olivia.GoAsync(Manage);
        await Expect(Link(olivia, "Disable two-factor authentication")).ToHaveCountAsync(0);
        await olivia.ScreenshotAsync("story-former-owner");
    }

    private static ILocator Link(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
