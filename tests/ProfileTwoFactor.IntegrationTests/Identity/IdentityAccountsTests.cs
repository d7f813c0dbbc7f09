using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Identity;

/// <summary>Which of Identity's users get a session through <c>AddIdentityAccounts</c>, and what is in it.</summary>
public sealed class IdentityAccountsTests
{
    [Fact]
    public async Task Session_HasTheClaimsOfIdentitysFactory_BeforeAndAfterTheCode()
    {
        await using var host = await IdentityHost.StartAsync(services =>
            services.AddScoped<IUserClaimsPrincipalFactory<IdentityUser>, StaffClaims>()
        );
        var (_, app) = await host.EnableAsync("mei");
        var olivia = await host.LoginAsync("olivia", HttpStatusCode.OK);
        var mei = await host.LoginAsync("mei", HttpStatusCode.Accepted);

        Assert.NotEqual(HttpStatusCode.OK, (await mei.GetAsync("/staff")).Status);
        await mei.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("staff", (await mei.GetAsync("/staff")).Body);
        Assert.NotEqual(HttpStatusCode.OK, (await olivia.GetAsync("/staff")).Status);
    }

    [Fact]
    public async Task LockedOutUser_GetsNoNewSession_AndKeepsTheOneThatWorks()
    {
        await using var host = await IdentityHost.StartAsync();
        var (browser, app) = await host.EnableAsync("mei");
        var waiting = await host.LoginAsync("mei", HttpStatusCode.Accepted);
        await host.ChangeAsync("mei", user => user.LockoutEnd = DateTimeOffset.MaxValue);

        var verified = await waiting.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("sign-in-required", verified.Code);
        Assert.NotEqual(HttpStatusCode.OK, (await waiting.GetAsync("/me")).Status);
        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
        Assert.Equal(HttpStatusCode.OK, (await browser.AccountAsync()).Status);
    }

    [Fact]
    public async Task UnconfirmedUser_WhereTheAppRequiresConfirmation_GetsNoSessionAfterTheCode()
    {
        await using var host = await IdentityHost.StartAsync();
        var (_, app) = await host.EnableAsync("mei");
        var waiting = await host.LoginAsync("mei", HttpStatusCode.Accepted);
        var identity = host.Host.App.Services.GetRequiredService<IOptions<IdentityOptions>>();
        identity.Value.SignIn.RequireConfirmedEmail = true;

        Assert.Equal(
            "sign-in-required",
            (await waiting.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task DeletedUser_WhoseCodeIsOutstanding_IsNotSignedIn()
    {
        await using var host = await IdentityHost.StartAsync();
        var (_, app) = await host.EnableAsync("mei");
        var waiting = await host.LoginAsync("mei", HttpStatusCode.Accepted);
        await host.WithUsersAsync(async users =>
            await users.DeleteAsync((await users.FindByIdAsync("mei"))!)
        );

        Assert.Equal(
            "sign-in-required",
            (await waiting.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task UserWithIdentitysTwoFactor_IsNotSignedInPastIt()
    {
        await using var host = await IdentityHost.StartAsync();
        await host.ChangeAsync("mei", user => user.TwoFactorEnabled = true);

        // The password is right, and the package's account two-factor authentication is off.
        var browser = await host.LoginAsync("mei", HttpStatusCode.Unauthorized);

        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task UserWithBothSecondFactors_IsAskedForThePackagesCode()
    {
        await using var host = await IdentityHost.StartAsync();
        var (_, app) = await host.EnableAsync("mei");
        await host.ChangeAsync("mei", user => user.TwoFactorEnabled = true);

        var browser = await host.LoginAsync("mei", HttpStatusCode.Accepted);
        await browser.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task AccountName_WithoutAnAddress_IsTheUserName_AndTheAppsOwnWins()
    {
        await using var host = await IdentityHost.StartAsync();
        await host.ChangeAsync("mei", user => user.Email = null);
        await using var scope = host.Host.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<IAccountDirectory>();

        Assert.Equal("mei", (await accounts.FindAsync("mei", default))!.AccountName);
        Assert.Equal(
            "olivia@example.com",
            (await accounts.FindAsync("olivia", default))!.AccountName
        );
        Assert.Null(await accounts.FindAsync("OLIVIA", default));

        await using var named = await IdentityHost.StartAsync(services =>
            services.Configure<ProfileTwoFactor.Identity.IdentityAccountOptions<IdentityUser>>(
                options =>
                {
                    options.AccountName = user => $"{user.UserName}@staff";
                    options.Language = _ => "ja";
                    options.Stamp = user => $"created-{user.Id}";
                }
            )
        );
        await using var namedScope = named.Host.App.Services.CreateAsyncScope();
        var found = await namedScope
            .ServiceProvider.GetRequiredService<IAccountDirectory>()
            .FindAsync("mei", default);
        Assert.Equal(
            ("mei@staff", "ja", "created-mei"),
            (found!.AccountName, found.Language, found.Stamp)
        );
        Assert.True(
            named
                .Host.App.Services.GetRequiredService<IOptions<AccountTwoFactorOptions>>()
                .Value.AccountStamps
        );
    }

    private sealed class StaffClaims(
        UserManager<IdentityUser> users,
        IOptions<IdentityOptions> options
    ) : UserClaimsPrincipalFactory<IdentityUser>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(IdentityUser user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            if (user.Id == "mei")
            {
                identity.AddClaim(new Claim(identity.RoleClaimType, "staff"));
            }

            return identity;
        }
    }
}
