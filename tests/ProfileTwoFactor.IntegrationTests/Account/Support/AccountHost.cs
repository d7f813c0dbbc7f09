using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>A host with accounts. <c>/password/{user}</c> is its login once the password was right; <c>/sign-in/{user}</c> is any other way into a session.</summary>
public sealed class AccountHost : IAsyncDisposable
{
    private AccountHost(GateHost host, TestAccounts accounts, RecordingSink sink)
    {
        Host = host;
        Accounts = accounts;
        Events = sink;
    }

    public GateHost Host { get; }

    public TestAccounts Accounts { get; }

    public RecordingSink Events { get; }

    public WatchedClock Clock => Host.Clock;

    public static async Task<AccountHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<IServiceCollection>? authentication = null,
        Action<ProfileTwoFactorOptions>? options = null,
        Action<AccountTwoFactorOptions>? accountOptions = null,
        Action<IEndpointRouteBuilder>? map = null,
        Action<WebApplication>? pipeline = null
    )
    {
        var accounts = new TestAccounts();
        var sink = new RecordingSink();
        var host = await GateHost.StartAsync(
            services: collection =>
            {
                collection.AddSingleton<IAccountDirectory>(accounts);
                collection.AddSingleton(sink);
                collection
                    .AddProfileTwoFactor()
                    .AddAccounts<TestAccounts>(accountOptions)
                    .AddAuditSink<RecordingSink>();
                services?.Invoke(collection);
            },
            authentication: authentication,
            options: options,
            pipeline: pipeline,
            map: routes =>
            {
                map?.Invoke(routes);
                routes
                    .MapGet("/p/{sid}", (string sid) => $"profile {sid}")
                    .RequireProfileTwoFactor();
                routes.MapGet("/open", (HttpContext context) => context.User.Identity?.Name ?? "");
                routes.MapGet("/me", Describe).RequireAuthorization();
                routes.MapGet("/sign-out", (HttpContext context) => context.SignOutAsync());
                routes.MapGet(
                    "/password/{user}",
                    async (string user, bool? remember, string? redirect, HttpContext context) =>
                    {
                        var result = await context
                            .RequestServices.GetRequiredService<IAccountTwoFactorManager>()
                            .SignInAsync(
                                context,
                                user,
                                new AuthenticationProperties
                                {
                                    IsPersistent = remember == true,
                                    RedirectUri = redirect,
                                }
                            );
                        return result.Error is { } error
                                ? Results.Json(new { error.Code }, statusCode: error.StatusCode)
                            : result.Value!.IsSignedIn ? Results.Ok()
                            : Results.Accepted(result.Value.VerificationUrl);
                    }
                );
            }
        );
        return new AccountHost(host, accounts, sink);
    }

    public Task<Browser> BrowserAsync() => Host.BrowserAsync();

    /// <summary>A browser in which the password was right.</summary>
    public async Task<Browser> PasswordAsync(
        string user,
        HttpStatusCode expected = HttpStatusCode.Accepted
    )
    {
        var browser = await BrowserAsync();
        var answer = await browser.GetAsync($"/password/{user}");
        Assert.Equal(expected, answer.Status);
        return browser;
    }

    /// <summary>A signed-in browser that has just switched account two-factor authentication on.</summary>
    public async Task<EnabledAccount> EnableAsync(string user)
    {
        var browser = await PasswordAsync(user, HttpStatusCode.OK);
        var app = await BeginAsync(browser);
        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        Clock.NextStep();
        return new EnabledAccount(browser, app, Codes(answer));
    }

    public async Task<FakeAuthenticator> BeginAsync(Browser browser, string call = "binding")
    {
        var answer = await browser.AccountPostAsync(call);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return new FakeAuthenticator(answer.Json.GetProperty("secret").GetString()!, Clock);
    }

    public static IReadOnlyList<string> Codes(Answer answer) =>
        [
            .. answer
                .Json.GetProperty("backupCodes")
                .EnumerateArray()
                .Select(code => code.GetString()!),
        ];

    public T Service<T>()
        where T : notnull => Host.App.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static Dictionary<string, string[]> Describe(ClaimsPrincipal user) =>
        user
            .Claims.GroupBy(claim => claim.Type)
            .ToDictionary(
                group => group.Key,
                group => group.Select(claim => claim.Value).ToArray()
            );
}

public sealed record EnabledAccount(
    Browser Browser,
    FakeAuthenticator App,
    IReadOnlyList<string> BackupCodes
);
