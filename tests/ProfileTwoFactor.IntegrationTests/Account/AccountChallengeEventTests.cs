using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>The challenge event where the account's second factor is what is missing.</summary>
public sealed class AccountChallengeEventTests : IAsyncLifetime
{
    private readonly List<string> _raised = [];
    private AccountHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await AccountSurfaces.StartAsync(
            services =>
                services
                    .AddProfileTwoFactor()
                    .ConfigureScheme(scheme =>
                        scheme.Events.OnChallenge = context =>
                        {
                            Assert.Null(context.Error.ProfileId);
                            _raised.Add(
                                $"{context.Error.Code} {(context.IsNavigation ? "navigation" : "call")}"
                            );
                            context.Response.Headers["X-Hint"] = context.Error.Action;
                            if (context.IsNavigation)
                            {
                                context.RedirectUri =
                                    "/help?then=" + Uri.EscapeDataString(context.RedirectUri);
                            }

                            return Task.CompletedTask;
                        }
                    ),
            map: routes =>
            {
                routes.MapPost("/grpc", () => "").RequireAccountTwoFactor(60);
                routes.MapGet("/members", () => "").RequireAuthorization();
            }
        );

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("off", "account-two-factor-required", "bind", "/two-factor/account/setup")]
    [InlineData(
        "partial sign-in",
        "account-verification-required",
        "verify",
        "/two-factor/account/verify"
    )]
    [InlineData("stale", "fresh-verification-required", "verify", "/two-factor/account/verify")]
    public async Task Event_OfAnAccount_IsRaisedForEachKindOfCaller(
        string state,
        string code,
        string action,
        string page
    )
    {
        var browser = await BrowserAsync(state);

        var script = await browser.GetAsync("/account-aged/short");
        var grpc = await GrpcAsync(browser);
        var person = await browser.NavigateAsync("/account-aged/short");

        Assert.Equal(
            (401, code, action),
            (script.StatusCode, script.Code, script.Header("X-Hint"))
        );
        Assert.Equal(
            (401, code, action),
            (grpc.StatusCode, grpc.Header("profiletwofactor-code"), grpc.Header("X-Hint"))
        );
        Assert.StartsWith("/help?then=" + Uri.EscapeDataString(page), person.Location);
        Assert.Equal([$"{code} call", $"{code} call", $"{code} navigation"], _raised);
    }

    [Fact]
    public async Task Event_OfAPartialSignIn_IsRaisedOnAnyEndpointThatWantsASession()
    {
        var browser = await BrowserAsync("partial sign-in");

        var answer = await browser.NavigateAsync("/members");

        Assert.StartsWith("/help?then=%2Ftwo-factor%2Faccount%2Fverify", answer.Location);
    }

    [Fact]
    public async Task Event_OfACallerWithoutASession_IsNotRaised()
    {
        var browser = await _host.BrowserAsync();

        var answer = await browser.GetAsync("/account-minimal");

        Assert.Equal("sign-in-required", answer.Code);
        Assert.Empty(_raised);
    }

    private async Task<Browser> BrowserAsync(string state)
    {
        if (state == "off")
        {
            return await _host.PasswordAsync("zoe", HttpStatusCode.OK);
        }

        var (browser, _, _) = await _host.EnableAsync("mark");
        if (state == "partial sign-in")
        {
            return await _host.PasswordAsync("mark");
        }

        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        return browser;
    }

    private static Task<Answer> GrpcAsync(Browser browser)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/grpc")
        {
            Content = new ByteArrayContent([]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        return browser.SendAsync(request);
    }
}
