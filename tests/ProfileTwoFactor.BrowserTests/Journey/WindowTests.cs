using System.Diagnostics;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>In real time, so the window is short.</summary>
public sealed class WindowTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public async Task Window_LastsWhileItIsUsed_ThenLapsesAndACodeIsAskedFor()
    {
        await using var site = await Site.StartAsync(
            ("ProfileTwoFactor:Window", "00:00:15"),
            ("ProfileTwoFactor:DecisionLifetime", "00:00:01")
        );
        await using var olivia = await Visitor.SignInAsync(site, "olivia");
        var app = await olivia.EnableAsync("window-enable");
        var verified = Stopwatch.StartNew();

        await Poll.UntilAsync(
            "more than the window has passed in use",
            2 * Window + TimeSpan.FromMinutes(1),
            async () =>
            {
                await olivia.GoAsync(TwoFactorSteps.Heatmap);
                await olivia.ExpectAtAsync(TwoFactorSteps.Heatmap);
                return verified.Elapsed;
            },
            elapsed => elapsed > 1.3 * Window
        );

        // Looking at the state is no use of the profile, so it keeps nothing alive.
        await Poll.UntilAsync(
            "the window lapses",
            Window + TimeSpan.FromMinutes(1),
            async () =>
            {
                await olivia.GoAsync("/two-factor/profiles/acme/manage");
                return await olivia.Page.GetByRole(AriaRole.Main).InnerTextAsync();
            },
            text => text.Contains("a code is needed in this browser", StringComparison.Ordinal)
        );
        await olivia.GoAsync(TwoFactorSteps.Heatmap);
        await olivia.ExpectVerifyingAsync();
        await olivia.ExpectNoQrCodeAsync();

        await olivia.EnterAsync(await app.NextCodeAsync(), "Verify");
        await olivia.ExpectAtAsync(TwoFactorSteps.Heatmap);
        olivia.AssertQuiet();
    }
}
