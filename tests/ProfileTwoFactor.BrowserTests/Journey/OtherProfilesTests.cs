using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Journey;

public sealed class OtherProfilesTests : BrowserTest
{
    private const string BetaHeatmap = "/p/beta/heatmaps/home";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task A_code_for_one_profile_does_not_open_another() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var owner = await Caller.SignInAsync(site, "oscar");
            await owner.EnableAsync("beta");
            var oscar = await owner.OpenBrowserAsync();
            Assert.Equal(200, await oscar.GoAsync(BetaHeatmap));

            // Proven for beta only: acme has an authenticator of its own.
            await oscar.GoAsync(TwoFactorSteps.Heatmap);
            await oscar.ExpectBindingAsync();
            var acme = await oscar.BindAsync("other-acme-bind");
            Assert.Equal("Heatmap-Acme Store(acme):oscar@example.com", acme.Label);

            var second = await Visitor.SignInAsync(site, "oscar");
            await second.GoAsync(BetaHeatmap);
            await second.ExpectVerifyingAsync();
            // An unused code of acme's authenticator: at beta's door it is worth nothing.
            var code = await acme.NextCodeAsync();
            await second.ExpectRefusedAsync(code, "Verify");
            await second.GoAsync(TwoFactorSteps.Heatmap);
            await second.EnterAsync(code, "Verify");
            await second.ExpectAtAsync(TwoFactorSteps.Heatmap);
            await second.GoAsync(BetaHeatmap);
            await second.ExpectVerifyingAsync();
            Assert.All([oscar, second], visitor => visitor.AssertQuiet());
        });

    [NeedsFact("chromium")]
    public Task Outsiders_get_a_page_that_says_so_and_nothing_of_the_profile() =>
        OnSiteAsync(async site =>
        {
            var zoe = await Visitor.SignInAsync(site, "zoe");
            var answers = new Dictionary<string, int>();

            foreach (
                var path in new[]
                {
                    "/p/acme",
                    TwoFactorSteps.Heatmap,
                    Page("acme", "bind"),
                    Page("acme", "manage"),
                    "/p/nothing",
                    Page("nothing", "verify"),
                }
            )
            {
                answers[path] = await zoe.GoAsync(path);
                await zoe.ScreenshotAsync($"outsider-{path.Trim('/').Replace('/', '-')}");
                Assert.DoesNotContain("olivia", await zoe.Page.ContentAsync());
                Assert.DoesNotContain("Acme Store", await zoe.Page.ContentAsync());
            }

            Assert.Equal([403, 403, 403, 403, 404, 404], answers.Values);
            zoe.AssertQuiet();

            static string Page(string profile, string name) =>
                $"/two-factor/profiles/{profile}/{name}";
        });
}
