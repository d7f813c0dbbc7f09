using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Appearance;

public sealed class PageTests
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public async Task Pages_OfTheOwner_AreAccessibleAndFitEveryScreen()
    {
        await using var site = await Site.StartAsync();
        await using var olivia = await Visitor.OpenAsync(site);

        await olivia.GoAsync("/account/login");
        await olivia.AssertPresentableAsync("login");
        await olivia.FillInSignInAsync("olivia");
        await olivia.GoAsync(TwoFactorSteps.Heatmap);
        await olivia.AssertPresentableAsync("heatmap");
        await olivia.GoAsync("/p/acme/settings/members");
        await olivia.AssertPresentableAsync("members-off");
        await olivia.GoAsync("/two-factor/profiles/acme/manage");
        await olivia.AssertPresentableAsync("manage-off");
        await olivia.OpenSetupAsync();
        await olivia.AssertPresentableAsync("enable");
        await olivia.EnableAsync("owner-enable");
        await olivia.AssertPresentableAsync("manage-on");
        await olivia.GoAsync("/two-factor/profiles/acme/manage?confirm=disable");
        await olivia.AssertPresentableAsync("disable");
        await olivia.GoAsync("/p/acme/settings/members");
        await olivia.AssertPresentableAsync("members-on");

        olivia.AssertQuiet();
    }

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public async Task Pages_OfAMember_AreAccessibleAndFitEveryScreen()
    {
        await using var site = await Site.StartAsync();
        await using var olivia = await Visitor.SignInAsync(site, "olivia");
        await olivia.EnableAsync("member-enable");
        await using var mark = await Visitor.SignInAsync(site, "mark");

        await mark.GoAsync(TwoFactorSteps.Heatmap);
        await mark.AssertPresentableAsync("bind");
        var app = await mark.BindAsync("member-bind");
        await using var second = await Visitor.SignInAsync(site, "mark");
        await second.GoAsync(TwoFactorSteps.Heatmap);
        await second.AssertPresentableAsync("verify");
        await second.EnterAsync(await app.WrongCodeAsync(), "Verify");
        await second.AssertPresentableAsync("verify-wrong");

        Assert.All([mark, second], visitor => visitor.AssertQuiet());
    }
}
