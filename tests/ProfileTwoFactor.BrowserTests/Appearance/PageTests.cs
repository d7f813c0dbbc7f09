using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Appearance;

public sealed class PageTests
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public async Task Pages_OfTheOwner_AreAccessibleAndFitEveryScreen()
    {
        var wrong = new List<string>();
        await using var site = await Site.StartAsync();
        await using var olivia = await Visitor.OpenAsync(site);

        await olivia.GoAsync("/account/login");
        wrong.AddRange(await olivia.InspectAsync("login"));
        await olivia.FillInSignInAsync("olivia");
        await olivia.GoAsync(TwoFactorSteps.Heatmap);
        wrong.AddRange(await olivia.InspectAsync("heatmap"));
        await olivia.GoAsync("/p/acme/settings/members");
        wrong.AddRange(await olivia.InspectAsync("members-off"));
        await olivia.GoAsync("/two-factor/profiles/acme/manage");
        wrong.AddRange(await olivia.InspectAsync("manage-off"));
        await olivia.OpenSetupAsync();
        wrong.AddRange(await olivia.InspectAsync("enable"));
        await olivia.EnableAsync("owner-enable");
        wrong.AddRange(await olivia.InspectAsync("manage-on"));
        await olivia.GoAsync("/two-factor/profiles/acme/manage?confirm=disable");
        wrong.AddRange(await olivia.InspectAsync("disable"));
        await olivia.GoAsync("/p/acme/settings/members");
        wrong.AddRange(await olivia.InspectAsync("members-on"));

        Assert.Empty(wrong);
        olivia.AssertQuiet();
    }

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public async Task Pages_OfAMember_AreAccessibleAndFitEveryScreen()
    {
        var wrong = new List<string>();
        await using var site = await Site.StartAsync();
        await using var olivia = await Visitor.SignInAsync(site, "olivia");
        await olivia.EnableAsync("member-enable");
        await using var mark = await Visitor.SignInAsync(site, "mark");

        await mark.GoAsync(TwoFactorSteps.Heatmap);
        wrong.AddRange(await mark.InspectAsync("bind"));
        var app = await mark.BindAsync("member-bind");
        await using var second = await Visitor.SignInAsync(site, "mark");
        await second.GoAsync(TwoFactorSteps.Heatmap);
        wrong.AddRange(await second.InspectAsync("verify"));
        await second.EnterAsync(await app.WrongCodeAsync(), "Verify");
        wrong.AddRange(await second.InspectAsync("verify-wrong"));

        Assert.Empty(wrong);
        Assert.All([mark, second], visitor => visitor.AssertQuiet());
    }
}
