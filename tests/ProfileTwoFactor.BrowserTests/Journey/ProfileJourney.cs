using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>The main job as people see it, with and without script.</summary>
internal static class ProfileJourney
{
    public static async Task PlayAsync(Site site, bool scripts)
    {
        var kind = scripts ? "scripts" : "no-scripts";
        var olivia = await Visitor.SignInAtFormAsync(site, "olivia", scripts);

        var ownerApp = await olivia.EnableAsync($"{kind}-enable");
        Assert.Equal("Heatmap-Acme Store(acme):olivia@example.com", ownerApp.Label);
        Assert.Equal(200, await olivia.GoAsync(TwoFactorSteps.Heatmap));
        await olivia.ExpectAtAsync(TwoFactorSteps.Heatmap);

        var mark = await Visitor.SignInAtFormAsync(site, "mark", scripts);
        await StoppedEverywhereAsync(mark);
        var app = await mark.BindAsync($"{kind}-bind");
        Assert.Equal("Heatmap-Acme Store(acme):mark@example.com", app.Label);
        await Expect(mark.Page.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        Assert.NotEqual(ownerApp.Secret, app.Secret);

        var second = await Visitor.OpenAsync(site, scripts);
        await second.GoAsync("/p/acme/heatmaps/pricing?days=30");
        await second.FillInSignInAsync("mark");
        await second.ExpectVerifyingAsync();
        await second.ExpectRefusedAsync(await app.WrongCodeAsync(), "Verify");
        await second.ExpectRefusedAsync(app.LastCode, "Verify");
        await second.ScreenshotAsync($"{kind}-used-code");
        await second.EnterAsync(await app.NextCodeAsync(), "Verify");
        await second.ExpectAtAsync("/p/acme/heatmaps/pricing?days=30");

        Assert.All([olivia, mark, second], visitor => visitor.AssertQuiet());
        Assert.All([ownerApp, app], known => Assert.DoesNotContain(known.Secret, site.Output));
    }

    private static async Task StoppedEverywhereAsync(Visitor member)
    {
        foreach (var path in new[] { "/p/acme", "/p/acme/settings/members", "/p/ACME" })
        {
            await member.GoAsync(path);
            await member.ExpectBindingAsync();
            await Expect(member.Page.GetByRole(AriaRole.Link, new() { Name = "olivia@" }))
                .ToHaveAttributeAsync("href", "mailto:olivia@example.com");
        }
    }
}
