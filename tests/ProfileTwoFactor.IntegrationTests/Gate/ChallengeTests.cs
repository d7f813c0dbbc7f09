using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>How a refusal is put: to a person, to a script, and what either may go on with.</summary>
public sealed class ChallengeTests
{
    [Fact]
    public async Task Script_WithoutABinding_GetsTheContractsProblemAndHeader()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.GetAsync("/p/acme?x=1");

        Assert.Equal((401, "binding-required"), (answer.StatusCode, answer.Code));
        Assert.Equal(
            "ProfileTwoFactor realm=\"acme\", error=\"insufficient_user_authentication\", action=\"bind\"",
            answer.Header("WWW-Authenticate")
        );
        Assert.Equal("acme", answer.Json.GetProperty("profileId").GetString());
        Assert.Equal("olivia@example.com", answer.Json.GetProperty("ownerEmail").GetString());
        Assert.Null(answer.Location);
    }

    [Fact]
    public async Task Navigation_UnderAPathBase_ComesBackToTheSamePathAndQuery()
    {
        await using var host = await StartAsync(app =>
        {
            app.UsePathBase("/app");
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
        });
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.NavigateAsync("/app/p/acme?q=a%20b%26c&q=2");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(
            "/app/two-factor/profiles/acme/bind?returnUrl="
                + Uri.EscapeDataString("/app/p/acme?q=a%20b%26c&q=2"),
            answer.Location
        );
    }

    [Theory]
    [InlineData("a", 1900, true)]
    [InlineData("a", 2500, false)]
    [InlineData("%25%20", 300, false)]
    public async Task Navigation_ToALongAddress_ComesBackToItsPathAtLeast(
        string part,
        int times,
        bool whole
    )
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");
        var address = "/p/acme?q=" + string.Concat(Enumerable.Repeat(part, times));

        var answer = await mei.NavigateAsync(address);

        Assert.Equal(
            "/two-factor/profiles/acme/bind?returnUrl="
                + Uri.EscapeDataString(whole ? address : "/p/acme"),
            answer.Location
        );
        Assert.InRange(answer.Location!.Length, 1, 2100);
    }

    [Theory]
    [InlineData("https://localhost/form/acme?step=2", "/form/acme?step=2")]
    [InlineData("https://evil.example/form", "/")]
    [InlineData("https://localhost.evil.example/form", "/")]
    [InlineData("not a url", "/")]
    [InlineData(null, "/")]
    public async Task PostedForm_WithoutACode_IsNotReplayedAndItsOwnPageIsShownAgain(
        string? referer,
        string expected
    )
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");
        var request = new HttpRequestMessage(HttpMethod.Post, "/p/acme")
        {
            Content = new FormUrlEncodedContent([new("amount", "1")]),
        };
        request.Headers.Add("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Referer", referer);

        var answer = await mei.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(
            "/two-factor/profiles/acme/bind?returnUrl=" + Uri.EscapeDataString(expected),
            answer.Location
        );
    }

    [Fact]
    public async Task SeveralMaxAges_OnOneEndpoint_TheSmallestCounts()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, (await owner.GetAsync("/fresh/acme")).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var script = await owner.GetAsync("/fresh/acme");
        var person = await owner.NavigateAsync("/fresh/acme");

        Assert.Equal((401, "fresh-verification-required"), (script.StatusCode, script.Code));
        Assert.Equal(60, script.Json.GetProperty("maxAge").GetInt32());
        Assert.EndsWith("action=\"verify\", max_age=\"60\"", script.Header("WWW-Authenticate"));
        Assert.Equal(
            "/two-factor/profiles/acme/verify?returnUrl=%2Ffresh%2Facme&fresh=1",
            person.Location
        );
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task MaxAge_WithNoWindowAtAll_IsAnOrdinaryVerification()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var second = await host.BrowserAsync("olivia");

        Assert.Equal("verification-required", (await second.GetAsync("/fresh/acme")).Code);
    }

    [Fact]
    public async Task CookieRedirectMetadata_OfTheEndpoint_DecidesBeforeAccept()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");
        var nobody = await host.BrowserAsync();

        Assert.Equal("binding-required", (await mei.NavigateAsync("/api-like/acme")).Code);
        Assert.Equal("sign-in-required", (await nobody.NavigateAsync("/api-like/acme")).Code);
        Assert.Equal(HttpStatusCode.Redirect, (await mei.NavigateAsync("/page-like/acme")).Status);
    }

    [Theory]
    [InlineData("*/*", false)]
    [InlineData("application/json, text/html;q=0", false)]
    [InlineData("text/html", true)]
    [InlineData("application/xhtml+xml;q=0.9", true)]
    [InlineData("TEXT/HTML", true)]
    [InlineData("not an accept header", false)]
    public async Task Accept_ThatNamesHtml_MeansAPersonAndNothingElseDoes(
        string accept,
        bool redirected
    )
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");
        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        var answer = await mei.SendAsync(request);

        Assert.Equal(redirected ? 302 : 401, answer.StatusCode);
    }

    [Fact]
    public async Task Script_ThatIsNotSignedIn_GetsAProblemAndNoRedirect()
    {
        await using var host = await StartAsync();
        var nobody = await host.BrowserAsync();

        var answer = await nobody.GetAsync("/p/acme");

        Assert.Equal((401, "sign-in-required"), (answer.StatusCode, answer.Code));
        Assert.Null(answer.Location);
    }

    [Fact]
    public async Task HeadRequest_WithoutProof_HasTheStatusAndNoBody()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/any/acme"));

        Assert.Equal((401, ""), (answer.StatusCode, answer.Body));
    }

    private static Task<GateHost> StartAsync(Action<WebApplication>? pipeline = null) =>
        GateHost.StartAsync(Map, pipeline: pipeline);

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
        routes.MapPost("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
        routes.MapMethods("/any/{sid}", ["HEAD"], Secret.Reveal).RequireProfileTwoFactor();
        routes
            .MapGroup("/fresh")
            .RequireProfileTwoFactor(maxAgeSeconds: 600)
            .MapGet("/{sid}", Secret.Reveal)
            .RequireProfileTwoFactor()
            .RequireProfileTwoFactor(maxAgeSeconds: 60);
        routes
            .MapGet("/api-like/{sid}", Secret.Reveal)
            .RequireProfileTwoFactor()
            .WithMetadata(new NoRedirect());
        routes
            .MapGet("/page-like/{sid}", Secret.Reveal)
            .RequireProfileTwoFactor()
            .WithMetadata(new NoRedirect(), new Redirect());
    }

    private sealed class NoRedirect : IDisableCookieRedirectMetadata;

    private sealed class Redirect : IAllowCookieRedirectMetadata;
}
