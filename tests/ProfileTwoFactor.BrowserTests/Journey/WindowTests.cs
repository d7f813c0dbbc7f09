using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>The default window: 24 hours, longer with each use. The session of the site lasts as long as a person comes every 12 hours.</summary>
public sealed class WindowTests : BrowserTest
{
    private const string CodeNeeded = "A code is required in this browser";
    private static readonly TimeSpan TenHours = TimeSpan.FromHours(10);

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Window_LastsWhileItIsUsed_ThenLapsesAndACodeIsAskedFor() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            var app = await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync();

            for (var use = 1; use <= 3; use++)
            {
                await site.PassAsync(TenHours);
                await olivia.GoAsync(TwoFactorSteps.Heatmap);
                await olivia.ExpectAtAsync(TwoFactorSteps.Heatmap);
            }

            // Looking at the state is no use of the profile, so it keeps nothing alive.
            Assert.DoesNotContain(CodeNeeded, await LookLaterAsync(site, olivia));
            Assert.DoesNotContain(CodeNeeded, await LookLaterAsync(site, olivia));
            Assert.Contains(CodeNeeded, await LookLaterAsync(site, olivia));
            await olivia.GoAsync(TwoFactorSteps.Heatmap);
            await olivia.ExpectVerifyingAsync();
            await olivia.ExpectNoQrCodeAsync();

            await olivia.EnterAsync(await app.NextCodeAsync(), "Verify");
            await olivia.ExpectAtAsync(TwoFactorSteps.Heatmap);
            olivia.AssertQuiet();
        });

    private static async Task<string> LookLaterAsync(Site site, Visitor olivia)
    {
        await site.PassAsync(TenHours);
        await olivia.GoAsync("/two-factor/profiles/acme/manage");
        return await olivia.Page.GetByRole(AriaRole.Main).InnerTextAsync();
    }
}
