using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Identity;

/// <summary>A host that uses ASP.NET Core Identity for its passwords and sessions, and this package for the rest.</summary>
public sealed class IdentityHost(GateHost host) : IAsyncDisposable
{
    public const string Password = "Heatmap!2026";

    public GateHost Host => host;

    /// <param name="identity">Further services, after Identity's.</param>
    public static async Task<IdentityHost> StartAsync(Action<IServiceCollection>? identity = null)
    {
        var users = new IdentityUsers();
        var host = await GateHost.StartAsync(
            authentication: services =>
            {
                services.AddSingleton<IUserStore<IdentityUser>>(users);
                services
                    .AddIdentityCore<IdentityUser>()
                    .AddSignInManager()
                    .AddTokenProvider<AuthenticatorTokenProvider<IdentityUser>>(
                        TokenOptions.DefaultAuthenticatorProvider
                    );
                services
                    .AddAuthentication(IdentityConstants.ApplicationScheme)
                    .AddIdentityCookies(cookies =>
                        cookies.ApplicationCookie!.Configure(cookie =>
                            cookie.ExpireTimeSpan = TimeSpan.FromDays(400)
                        )
                    );
                // Every request, so that a test sees what a user sees at the end of the interval.
                services.Configure<SecurityStampValidatorOptions>(stamp =>
                    stamp.ValidationInterval = TimeSpan.Zero
                );
                identity?.Invoke(services);
            },
            services: services =>
                services.AddProfileTwoFactor().AddIdentityAccounts<IdentityUser>(),
            map: routes =>
            {
                routes
                    .MapGet("/p/{sid}", (string sid) => $"profile {sid}")
                    .RequireProfileTwoFactor();
                routes
                    .MapGet(
                        "/me",
                        (System.Security.Claims.ClaimsPrincipal user) => user.Identity!.Name
                    )
                    .RequireAuthorization();
                routes
                    .MapGet("/staff", () => "staff")
                    .RequireAuthorization(policy => policy.RequireRole("staff"));
                routes.MapGet("/login", CheckPasswordAsync);
                routes.MapGet("/identity-login", IdentityLoginAsync);
                routes.MapGet("/identity-code", IdentityCodeAsync);
                routes.MapGet("/refresh", RefreshAsync).RequireAuthorization();
                routes.MapGet(
                    "/logout",
                    (SignInManager<IdentityUser> signIn) => signIn.SignOutAsync()
                );
            }
        );
        using var scope = host.App.Services.CreateScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        foreach (var name in new[] { "olivia", "mei" })
        {
            var user = new IdentityUser
            {
                Id = name,
                UserName = name,
                Email = $"{name}@example.com",
            };
            Assert.True((await manager.CreateAsync(user, Password)).Succeeded);
        }

        return new IdentityHost(host);
    }

    public async Task WithUsersAsync(Func<UserManager<IdentityUser>, Task> act)
    {
        using var scope = host.App.Services.CreateScope();
        await act(scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>());
    }

    public Task ChangeAsync(string user, Action<IdentityUser> change) =>
        WithUsersAsync(async users =>
        {
            var found = (await users.FindByIdAsync(user))!;
            change(found);
            Assert.True((await users.UpdateAsync(found)).Succeeded);
        });

    public async Task<Browser> LoginAsync(string user, HttpStatusCode expected)
    {
        var browser = await host.BrowserAsync();
        Assert.Equal(expected, (await browser.GetAsync($"/login?user={user}")).Status);
        return browser;
    }

    public async Task<(Browser Browser, FakeAuthenticator App)> EnableAsync(string user)
    {
        var browser = await LoginAsync(user, HttpStatusCode.OK);
        var setup = await browser.AccountPostAsync("binding");
        var app = new FakeAuthenticator(setup.Json.GetProperty("secret").GetString()!, host.Clock);
        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        host.Clock.NextStep();
        return (browser, app);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    // The password is Identity's business, the rest is ours.
    private static async Task<IResult> CheckPasswordAsync(
        string user,
        HttpContext context,
        SignInManager<IdentityUser> signIn,
        IAccountTwoFactorManager accounts
    )
    {
        var found = await signIn.UserManager.FindByNameAsync(user);
        if (
            found is null
            || !(await signIn.CheckPasswordSignInAsync(found, Password, true)).Succeeded
        )
        {
            return Results.Unauthorized();
        }

        var result = await accounts.SignInAsync(context, found.Id);
        return result.Value is not { } outcome ? Results.StatusCode(result.Error!.StatusCode)
            : outcome.IsSignedIn ? Results.Ok()
            : Results.Accepted(outcome.VerificationUrl);
    }

    private static async Task<string> IdentityLoginAsync(
        string user,
        SignInManager<IdentityUser> signIn
    ) => (await signIn.PasswordSignInAsync(user, Password, false, true)).ToString();

    private static async Task<string> IdentityCodeAsync(
        string code,
        SignInManager<IdentityUser> signIn
    ) => (await signIn.TwoFactorAuthenticatorSignInAsync(code, false, false)).ToString();

    private static async Task RefreshAsync(HttpContext context, SignInManager<IdentityUser> signIn)
    {
        var user = await signIn.UserManager.GetUserAsync(context.User);
        await signIn.RefreshSignInAsync(user!);
    }
}
