using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.SignOut;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>One browser, one app, and more than one cookie for the same profile: at two path bases, over http and https, or set by a neighbor.</summary>
public sealed class CookiePathTests
{
    [Theory]
    [InlineData("", "/app")]
    [InlineData("/app", "")]
    [InlineData("/app", "/app/two")]
    public async Task App_UnderTwoPathBases_OpensAfterACodeUnderEither(string first, string second)
    {
        await using var host = await StartAsync();
        var (_, app) = await host.EnableAsync();
        var olivia = await host.BrowserAsync("olivia");
        await VerifyAsync(host, olivia, app, first);
        AnswerAssert.Ok(await olivia.GetAsync(first + "/p/acme"));

        await VerifyAsync(host, olivia, app, second);

        AnswerAssert.Ok(await olivia.GetAsync(second + "/p/acme"));
    }

    [Fact]
    public async Task Code_UnderAPathBase_RemovesTheCookieAboveItThatItMadeStale()
    {
        await using var host = await StartAsync();
        var (_, app) = await host.EnableAsync();
        var olivia = await host.BrowserAsync("olivia");
        await VerifyAsync(host, olivia, app, "");

        await VerifyAsync(host, olivia, app, "/app");

        Assert.Equal("/app", Thief.WindowsOf(olivia).Single().Path);
        AnswerAssert.Ok(await olivia.GetAsync("/app/p/acme"));
    }

    [Fact]
    public async Task StaleValue_SentFirst_DoesNotHideTheGoodOne()
    {
        await using var host = await StartAsync();
        var (olivia, _) = await host.EnableAsync();
        var name = Thief.WindowsOf(olivia).Single().Name;
        olivia.Cookies.Add(
            new Cookie(Plain(name), "ffffffff.stale", "/p", "localhost") { Secure = true }
        );

        AnswerAssert.Ok(await olivia.GetAsync("/p/acme"));
        AnswerAssert.Ok(await olivia.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task TwoValuesOfOneName_InEitherOrder_OpenIfOneIsGood()
    {
        await using var host = await StartAsync();
        var (olivia, _) = await host.EnableAsync();
        var good = Thief.WindowsOf(olivia).Single();
        var name = Plain(good.Name);
        var signIn = olivia
            .Cookies.GetAllCookies()
            .Single(cookie => cookie.Name.EndsWith(".Cookies", StringComparison.Ordinal));

        foreach (
            var windows in new[]
            {
                $"{name}=ffffffff.stale; {name}={good.Value}",
                $"{name}={good.Value}; {name}=ffffffff.stale",
            }
        )
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
            request.Headers.Add("Cookie", $"{signIn.Name}={signIn.Value}; {windows}");
            AnswerAssert.Ok(await new Browser(host.Server, host.Clock).SendAsync(request));
        }
    }

    [Theory]
    [InlineData("https://localhost/", "", "__Host-.ProfileTwoFactor.W.")]
    [InlineData("https://localhost/", "/app", "__Secure-.ProfileTwoFactor.W.")]
    [InlineData("http://localhost/", "", ".ProfileTwoFactor.W.")]
    [InlineData("http://localhost/", "/app", ".ProfileTwoFactor.W.")]
    public async Task Cookie_HasTheStrongestNameThatABrowserTakes(
        string site,
        string pathBase,
        string prefix
    )
    {
        await using var host = await StartAsync();
        var (_, app) = await host.EnableAsync();
        var olivia = new Browser(host.Server.CreateHandler(), new Uri(site), host.Clock);
        await olivia.SignInAsync("olivia");

        var answer = await VerifyAsync(host, olivia, app, pathBase);

        var set = answer
            .Response.Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.Contains(".ProfileTwoFactor.W."));
        Assert.StartsWith(prefix, set, StringComparison.Ordinal);
        Assert.Equal(site.StartsWith("https"), set.Contains("; secure"));
        Assert.Contains($"path={(pathBase.Length == 0 ? "/" : pathBase)};", set);
        AnswerAssert.Ok(await olivia.GetAsync(pathBase + "/p/acme"));
    }

    [Fact]
    public async Task CookieOfThePlainName_CountsOverHttpsToo_AndTheNextCodeReplacesIt()
    {
        await using var host = await StartAsync();
        var (olivia, app) = await host.EnableAsync();
        var good = Thief.WindowsOf(olivia).Single();
        var other = await host.BrowserAsync("olivia");
        other.Cookies.Add(
            new Cookie(Plain(good.Name), good.Value, "/", "localhost") { Secure = true }
        );
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));

        await VerifyAsync(host, other, app, "");

        Assert.StartsWith("__Host-", Thief.WindowsOf(other).Single().Name);
        Assert.Equal("verification-required", (await olivia.GetAsync("/p/acme")).Code);
    }

    private static string Plain(string name) =>
        name[name.IndexOf(".ProfileTwoFactor", StringComparison.Ordinal)..];

    private static async Task<Answer> VerifyAsync(
        GateHost host,
        Browser browser,
        FakeAuthenticator app,
        string pathBase
    )
    {
        host.Clock.NextStep();
        var token = (await browser.GetAsync("/two-factor/api/antiforgery")).Json;
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            pathBase + "/two-factor/api/profiles/acme/verify"
        )
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { code = app.CurrentCode() }),
        };
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        var answer = await browser.SendAsync(request);
        AnswerAssert.Ok(answer);
        return answer;
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            pipeline: app =>
            {
                app.UsePathBase("/app/two");
                app.UsePathBase("/app");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            },
            // One sign-in for the whole site, whatever the path base.
            authentication: services =>
                services
                    .AddAuthentication()
                    .AddCookie(cookie =>
                    {
                        cookie.Cookie.Path = "/";
                        cookie.Cookie.SecurePolicy = CookieSecurePolicy.None;
                        cookie.ExpireTimeSpan = TimeSpan.FromDays(400);
                    })
        );
}
