using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Journey;

public sealed class SwitchingOffTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Owner_DisablesAndEnablesAgain_EveryMemberGetsInWithoutCodesThenBindsAgain() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            var first = await olivia.EnableAsync("off-enable");
            var mark = await Visitor.SignInAsync(site, "mark");
            var marks = await mark.BindAsync("off-bind");

            await olivia.DisableAsync();

            var mei = await Visitor.SignInAsync(site, "mei");
            await GetsInAsync(olivia);
            await GetsInAsync(mark);
            await GetsInAsync(mei);

            var again = await olivia.EnableAsync("off-enable-again");
            await GetsInAsync(olivia);
            var marksAgain = await mark.BindAsync("off-bind-again");
            await mei.BindAsync("off-bind-mei");

            Assert.NotEqual(first.Secret, again.Secret);
            Assert.NotEqual(marks.Secret, marksAgain.Secret);
            Assert.All([olivia, mark, mei], visitor => visitor.AssertQuiet());
        });

    private static async Task GetsInAsync(Visitor visitor)
    {
        Assert.Equal(200, await visitor.GoAsync(TwoFactorSteps.Heatmap));
        await visitor.ExpectAtAsync(TwoFactorSteps.Heatmap);
    }
}
