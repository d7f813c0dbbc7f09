using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Callers with a signed token, in a host whose only scheme is the framework's JwtBearer.</summary>
public sealed class JwtCallerTests
{
    [Fact]
    public async Task JwtCaller_WithoutABinding_IsChallengedAsBearer()
    {
        await using var host = await StartAsync();
        await EnableAsync(host);

        var answer = await GetAsync(host, TokenIssuer.Issue("mei", sid: "m"));

        Assert.Equal((401, "binding-required"), (answer.StatusCode, answer.Code));
        Assert.Equal(
            "Bearer realm=\"acme\", error=\"insufficient_user_authentication\", action=\"bind\"",
            answer.Header("WWW-Authenticate")
        );
    }

    [Fact]
    public async Task JwtCaller_WithoutAWindow_IsChallengedAsBearer()
    {
        await using var host = await StartAsync();
        await EnableAsync(host);

        var answer = await GetAsync(host, TokenIssuer.Issue("olivia", sid: "another"));

        Assert.Equal((401, "verification-required"), (answer.StatusCode, answer.Code));
        Assert.Equal(
            "Bearer realm=\"acme\", error=\"insufficient_user_authentication\", action=\"verify\"",
            answer.Header("WWW-Authenticate")
        );
    }

    [Fact]
    public async Task JwtCaller_WithAWindow_GetsIn()
    {
        await using var host = await StartAsync();
        await EnableAsync(host);

        Assert.Equal(200, (await GetAsync(host, TokenIssuer.Issue("olivia", sid: "a"))).StatusCode);
    }

    [Fact]
    public async Task Caller_WithoutAToken_IsChallengedWithTheHostsScheme()
    {
        await using var host = await StartAsync();

        var answer = await GetAsync(host, null);

        Assert.Equal((401, "sign-in-required"), (answer.StatusCode, answer.Code));
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("for somebody else")]
    [InlineData("signed by somebody else")]
    [InlineData("unsigned")]
    [InlineData("changed")]
    public async Task Token_ThatIsNotValid_IsAnsweredWithTheContractsProblemAndTheHostsReason(
        string kind
    )
    {
        await using var host = await StartAsync();
        await EnableAsync(host);
        var good = TokenIssuer.Issue("olivia", sid: "a");
        var token = kind switch
        {
            "expired" => TokenIssuer.Issue(
                "olivia",
                sid: "a",
                expires: TokenIssuer.LongAgo.AddHours(1)
            ),
            "for somebody else" => TokenIssuer.Issue("olivia", sid: "a", audience: "other"),
            "signed by somebody else" => TokenIssuer.Issue(
                "olivia",
                sid: "a",
                key: TokenIssuer.NewKey()
            ),
            "unsigned" => good[..(good.LastIndexOf('.') + 1)],
            _ => WithThePayloadOf(TokenIssuer.Issue("oscar", sid: "a"), good),
        };

        var answer = await GetAsync(host, token);

        Assert.Equal((401, "sign-in-required"), (answer.StatusCode, answer.Code));
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"));
    }

    /// <summary>A body of JSON from another site has no token to go with it, so only the cookie is to blame.</summary>
    [Fact]
    public async Task Jwt_ThatTravelsInACookie_ChangesNothingWithoutTheAntiforgeryToken()
    {
        await using var host = await StartAsync();
        var browser = await host.BrowserAsync();
        browser.Cookies.Add(
            new Uri("https://localhost/"),
            new Cookie("jwt", TokenIssuer.Issue("olivia", sid: "a"))
        );

        var without = await browser.SendAsync(Json(HttpMethod.Post, Binding));
        var with = await browser.PostAsync(Binding);

        Assert.Equal((400, "antiforgery"), (without.StatusCode, without.Code));
        Assert.Equal(200, with.StatusCode);
    }

    private const string Binding = "/two-factor/api/profiles/acme/binding";

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            options: package =>
            {
                package.WindowClaimTypes.Add("sid");
                package.WindowClaimTypes.Add("jti");
            },
            authentication: services =>
                services
                    .AddAuthentication()
                    .AddJwtBearer(bearer =>
                    {
                        TokenIssuer.Trust(bearer);
                        bearer.Events = new()
                        {
                            OnMessageReceived = message =>
                            {
                                // As some hosts have it, which must not make a browser's request safe.
                                message.Token = message.Request.Cookies["jwt"];
                                return Task.CompletedTask;
                            },
                        };
                    })
        );

    // Olivia's token of the session "a" switches the profile on and has the window.
    private static async Task EnableAsync(GateHost host)
    {
        var token = TokenIssuer.Issue("olivia", sid: "a");
        var begun = await SendAsync(host, token, Json(HttpMethod.Post, Binding));
        Assert.True(begun.Status == HttpStatusCode.OK, begun.Body);
        var app = new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, host.Clock);
        var enable = Json(HttpMethod.Post, "/two-factor/api/profiles/acme/enable");
        enable.Content = System.Net.Http.Json.JsonContent.Create(new { code = app.CurrentCode() });
        var enabled = await SendAsync(host, token, enable);
        Assert.True(enabled.Status == HttpStatusCode.OK, enabled.Body);
    }

    private static Task<Answer> GetAsync(GateHost host, string? token) =>
        SendAsync(host, token, Json(HttpMethod.Get, "/p/acme"));

    // A new browser each time: no cookie can help.
    private static async Task<Answer> SendAsync(
        GateHost host,
        string? token,
        HttpRequestMessage request
    )
    {
        if (token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
        }

        return await (await host.BrowserAsync()).SendAsync(request);
    }

    private static HttpRequestMessage Json(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Accept", "application/json");
        return request;
    }

    private static string WithThePayloadOf(string other, string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{other.Split('.')[1]}.{parts[2]}";
    }
}
