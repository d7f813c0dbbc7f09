using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleSharedLinkTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Link_Public_OpensForAnyoneAlsoWithTwoFactor()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var path = $"/share/{await olivia.ShareAsync("public")}";
        var stranger = _site.NewBrowser();

        var page = await stranger.NavigateAsync(path);
        var json = await stranger.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Home page", page.Body);
        Assert.Contains("Acme Store", page.Body);
        Assert.DoesNotContain("href=\"/p/", page.Body);
        Assert.DoesNotContain("olivia@example.com", page.Body);
        Assert.Contains("no-store", page.Header("Cache-Control"));
        Assert.Equal("""{"heatmapId":"home","profileId":"acme"}""", json.Body);
        Assert.Contains("no-store", json.Header("Cache-Control"));
    }

    [Fact]
    public async Task Link_MembersOnly_TakesSignInMembershipAndCode()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var path = $"/share/{await olivia.ShareAsync("members-only")}";
        var mark = await _site.SignedInAsync("mark");
        var zoe = await _site.SignedInAsync("zoe");

        var stranger = await _site.NewBrowser().NavigateAsync(path);
        var strangerScript = await _site.NewBrowser().GetAsync(path);
        var outsider = await zoe.GetAsync(path);
        var unbound = await mark.NavigateAsync(path);
        await mark.BindAsync();
        var bound = await mark.GetAsync(path);

        Assert.Contains("/account/login?returnUrl=", stranger.Location);
        Assert.Equal("sign-in-required", strangerScript.Code);
        Assert.Equal("not-a-member", outsider.Code);
        Assert.Equal(
            $"/two-factor/profiles/acme/bind?returnUrl={Uri.EscapeDataString(path)}",
            unbound.Location
        );
        Assert.Equal(HttpStatusCode.OK, bound.Status);
    }

    [Fact]
    public async Task Link_ThatIsSwitchedOrRevoked_IsClosedAtTheNextRequest()
    {
        var mark = await _site.SignedInAsync("mark");
        var token = await mark.ShareAsync("public");
        var stranger = _site.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"/share/{token}")).Status);

        var switched = await mark.ChangeAsync(
            HttpMethod.Patch,
            $"/api/p/acme/links/{token}",
            new { access = "members-only" }
        );
        Assert.Equal("sign-in-required", (await stranger.GetAsync($"/share/{token}")).Code);
        var revoked = await mark.ChangeAsync(HttpMethod.Delete, $"/api/p/acme/links/{token}");

        Assert.Equal(HttpStatusCode.NoContent, switched.Status);
        Assert.Equal(HttpStatusCode.NoContent, revoked.Status);
        Assert.Equal("not-found", (await stranger.GetAsync($"/share/{token}")).Code);
        Assert.Equal("not-found", (await mark.GetAsync($"/share/{token}")).Code);
    }

    [Fact]
    public async Task Link_UnknownExpiredOrRevoked_LooksTheSame()
    {
        var mark = await _site.SignedInAsync("mark");
        var expired = await mark.ShareAsync("public", _site.Clock.GetUtcNow().AddHours(1));
        var revoked = await mark.ShareAsync("public");
        await mark.ChangeAsync(HttpMethod.Delete, $"/api/p/acme/links/{revoked}");
        var stranger = _site.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"/share/{expired}")).Status);
        _site.Clock.Advance(TimeSpan.FromHours(1));

        var bodies = new HashSet<string>();
        foreach (var token in new[] { expired, revoked, "unknown", expired.ToUpperInvariant() })
        {
            var answer = await stranger.GetAsync($"/share/{token}");
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            bodies.Add(answer.Body);
            var page = await stranger.NavigateAsync($"/share/{token}");
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
        }

        Assert.Single(bodies);
    }

    [Fact]
    public async Task Links_BadInput_IsRefusedAndMakesNoLink()
    {
        var mark = await _site.SignedInAsync("mark");
        const string path = "/api/p/acme/links";
        var past = _site.Clock.GetUtcNow().AddMinutes(-1);

        var noHeatmap = await mark.PostAsync(path, new { heatmapId = "none", access = "public" });
        var noAccess = await mark.PostAsync(path, new { heatmapId = "home" });
        var badAccess = await mark.PostAsync(path, new { heatmapId = "home", access = "Public" });
        var ended = await mark.PostAsync(
            path,
            new
            {
                heatmapId = "home",
                access = "public",
                expiresAt = past,
            }
        );
        var noDate = await mark.PostAsync(
            path,
            new
            {
                heatmapId = "home",
                access = "public",
                expiresAt = "soon",
            }
        );

        Assert.Equal("not-found", noHeatmap.Code);
        Assert.All(
            new[] { noAccess, badAccess, ended, noDate },
            answer => Assert.Equal("invalid-request", answer.Code)
        );
        // A link has a token; the script is told the bare path.
        Assert.DoesNotMatch(
            "/share/[^ \"]",
            (await mark.NavigateAsync("/p/acme/heatmaps/home")).Body
        );
    }

    [Fact]
    public async Task Link_OfOneProfile_IsOutOfReachFromAnother()
    {
        var mark = await _site.SignedInAsync("mark");
        var token = await mark.ShareAsync("members-only");
        var oscar = await _site.SignedInAsync("oscar");

        var switched = await oscar.ChangeAsync(
            HttpMethod.Patch,
            $"/api/p/beta/links/{token}",
            new { access = "public" }
        );
        var revoked = await oscar.ChangeAsync(HttpMethod.Delete, $"/api/p/beta/links/{token}");

        Assert.Equal("not-found", switched.Code);
        Assert.Equal("not-found", revoked.Code);
        Assert.Equal(
            "sign-in-required",
            (await _site.NewBrowser().GetAsync($"/share/{token}")).Code
        );
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync($"/share/{token}")).Status);
    }

    [Theory]
    [InlineData("/api/p/acme/links")]
    [InlineData("/api/p/acme/links/x")]
    public async Task Links_Unverified_AreBehindTheGate(string path)
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");

        var answer = await mark.ChangeAsync(
            path.EndsWith('x') ? HttpMethod.Delete : HttpMethod.Post,
            path
        );

        Assert.Equal("binding-required", answer.Code);
    }

    [Fact]
    public async Task HeatmapPage_ShareForms_CreateSwitchAndRevoke()
    {
        var mark = await _site.SignedInAsync("mark");
        const string page = "/p/acme/heatmaps/home";

        var made = await mark.SubmitAsync(
            page,
            $"{page}?handler=Share",
            ("access", "public"),
            ("lasts", "7")
        );
        var shown = (await mark.NavigateAsync(page)).Body;
        var token = shown.Split("href=\"/share/")[1].Split('"')[0];
        var stranger = _site.NewBrowser();
        var open = await stranger.GetAsync($"/share/{token}");
        await mark.SubmitAsync(
            page,
            $"{page}?handler=Switch",
            ("token", token),
            ("access", "members-only")
        );
        var closed = await stranger.GetAsync($"/share/{token}");
        await mark.SubmitAsync(page, $"{page}?handler=Revoke", ("token", token));

        Assert.Equal(page, made.Location);
        Assert.Contains("The link is ready to copy.", shown);
        Assert.Equal(HttpStatusCode.OK, open.Status);
        Assert.Equal("sign-in-required", closed.Code);
        Assert.Equal("not-found", (await mark.GetAsync($"/share/{token}")).Code);
    }
}
