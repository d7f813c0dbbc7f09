using System.Text.RegularExpressions;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Sample;

namespace ProfileTwoFactor.IntegrationTests.Navigation;

public sealed partial class ScriptTagTests
{
    [Fact]
    public async Task Every_page_of_the_sample_loads_the_script_and_tells_signed_in_people_what_to_ask_about()
    {
        await using var site = new SampleSite();
        var olivia = await site.SignedInAsync("olivia");
        var token = await olivia.ShareAsync("public");
        foreach (
            var page in new[]
            {
                "/",
                "/p/acme",
                "/p/acme/heatmaps/home",
                "/p/acme/settings/members",
                "/account/security",
                "/account/profile",
                $"/share/{token}",
                "/no-such-page",
            }
        )
        {
            var shown = await olivia.NavigateAsync(page);
            var tag = Assert.Single(Tag().Matches(shown.Body)).Value;

            Assert.Matches("type=\"module\" src=\"/two-factor/assets/two-factor.js\\?v=", tag);
            var paths = GatedPaths().Match(tag).Groups["paths"].Value.Split(' ');
            Assert.Equal(["/p/", "/share/", "/support"], paths.Where(IsOfAPage).Order());
            Assert.DoesNotContain("/", paths);
            Assert.Equal(paths.Distinct(), paths);
        }
    }

    [Fact]
    public async Task Signed_out_people_load_the_script_and_learn_nothing_of_the_sites_paths()
    {
        await using var site = new SampleSite();
        var olivia = await site.SignedInAsync("olivia");
        var token = await olivia.ShareAsync("public");
        var nobody = site.NewBrowser();
        foreach (var page in new[] { "/", "/account/login", $"/share/{token}", "/no-such-page" })
        {
            var shown = await nobody.NavigateAsync(page);

            Assert.DoesNotContain("data-gated", Assert.Single(Tag().Matches(shown.Body)).Value);
        }
    }

    private static bool IsOfAPage(string path) => path is "/p/" or "/share/" or "/support";

    [GeneratedRegex("<script[^>]*data-profile-two-factor[^>]*></script>")]
    private static partial Regex Tag();

    [GeneratedRegex("data-gated-paths=\"(?<paths>[^\"]*)\"")]
    private static partial Regex GatedPaths();
}
