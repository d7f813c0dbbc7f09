using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SignOut;

/// <summary>Threat: a person signs out again and again, with cookies or without, to make the node ask store and cache for everyone.</summary>
public sealed class ForeignSignOutTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("zoe")]
    [InlineData("oscar")]
    [InlineData("mei")]
    public async Task A_third_party_that_signs_out_costs_the_others_not_one_read(string? third)
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var browser = await engine.Host.BrowserAsync(third);
        if (third == "mei")
        {
            await browser.BindAsync();
        }

        Plant(browser, 5);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var (asked, reads) = (engine.Store.Reads, engine.Host.Cache.Reads);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-out")).Status);
        var signOut = engine.Host.Cache.Reads - reads;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.Equal(asked, engine.Store.Reads);
        Assert.Equal(signOut, engine.Host.Cache.Reads - reads);
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/close")]
    public async Task A_thousand_invented_cookies_cost_at_most_twenty_calls_of_the_cache(string way)
    {
        await using var engine = await StartAsync();
        await engine.Host.EnableAsync();
        var calls = 0;
        engine.Host.Cache.Before = _ =>
        {
            calls++;
            return Task.CompletedTask;
        };
        var request = new HttpRequestMessage(HttpMethod.Get, way);
        request.Headers.Add(
            "Cookie",
            string.Join("; ", Enumerable.Range(0, 1000).Select(i => $"{Name(i)}=ffffffff.{i}"))
        );

        var answer = await new Browser(engine.Host.Server, engine.Clock).SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.InRange(calls, 1, 20);
        Assert.InRange(answer.Response.Headers.GetValues("Set-Cookie").Count(), 1, 70);
    }

    [Fact]
    public async Task Many_values_of_one_cookie_cost_a_gated_request_a_bounded_number_of_reads()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var own = Thief.WindowsOf(mark).Single();
        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        var signIn = mark.Cookies.GetCookieHeader(new Uri("https://localhost/"));
        var plain = own.Name[own.Name.IndexOf('.', StringComparison.Ordinal)..];
        request.Headers.Add(
            "Cookie",
            signIn
                + "; "
                + string.Join("; ", Enumerable.Range(0, 1000).Select(i => $"{plain}=ffffffff.{i}"))
        );
        var reads = engine.Host.Cache.Reads;

        AnswerAssert.Ok(await new Browser(engine.Host.Server, engine.Clock).SendAsync(request));

        Assert.InRange(engine.Host.Cache.Reads - reads, 0, 8);
    }

    private static void Plant(Browser browser, int count)
    {
        for (var i = 0; i < count; i++)
        {
            browser.Cookies.Add(new Cookie(Name(i), $"ffffffff.{i}", "/", "localhost"));
        }
    }

    private static string Name(int i) => $".ProfileTwoFactor.W.{i:x24}";

    private static Task<TestEngine> StartAsync() =>
        TestEngine.StartAsync(options => options.CloseWindowsAtSignOut = true, map: Map);

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
        routes.MapGet("/sign-out", (HttpContext context) => context.SignOutAsync("Cookies"));
        routes.MapGet(
            "/close",
            (HttpContext context) =>
                context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
        );
    }
}
