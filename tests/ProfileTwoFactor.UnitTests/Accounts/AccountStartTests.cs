using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>Mistakes of an app that stop it at start, with the remedy in the message.</summary>
public sealed class AccountStartTests
{
    [Fact]
    public async Task Start_WithoutADefaultScheme_NamesTheOption()
    {
        var message = await StartAsync(services => services.AddAuthentication());

        Assert.Contains(
            "Account two-factor authentication requires a cookie scheme, but the app has no default scheme. Set the scheme: AddAccounts<...>(options => options.SessionScheme = \"...\").",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Start_WithASchemeThatIsNotRegistered_SaysSo()
    {
        var message = await StartAsync(
            services => services.AddAuthentication("Cookies").AddCookie("Cookies"),
            "Session"
        );

        Assert.Contains(
            "Account two-factor authentication requires a cookie scheme, but 'Session' is not registered.",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Start_WithASchemeThatHasNoCookie_SaysWhatItIs()
    {
        var message = await StartAsync(services =>
            services.AddAuthentication("Keys").AddScheme<KeyOptions, KeyHandler>("Keys", null)
        );

        Assert.Contains(
            "Account two-factor authentication requires a cookie scheme, but 'Keys' is KeyHandler.",
            message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Mails and pages about an account name no profile.</summary>
    [Fact]
    public void Call_OfAnAccount_NamesNoProfile()
    {
        var account = new TwoFactorAccount
        {
            UserId = "mei",
            AccountName = "mei@example.com",
            SecurityStamp = "s1",
            Language = "ja",
        };
        var call = new AccountCall
        {
            Context = new DefaultHttpContext(),
            Account = account,
            Policy = null,
            Subject = new ScopeSubject
            {
                Scope = TwoFactorScope.Account("mei"),
                User = new ClaimsPrincipal(),
                MemberId = "mei",
                MemberStamp = "",
                OwnerMemberId = "mei",
            },
        };

        Assert.Equal(
            ("mei@example.com", "ja", null, "", "", "Heatmap"),
            (
                call.AccountName,
                call.Language,
                call.ProfileId,
                call.ProfileName,
                call.OwnerEmail,
                call.Issuer("{profile}", "Heatmap")
            )
        );
        Assert.True(call.Subject.IsOwner);
    }

    private static async Task<string> StartAsync(
        Action<IServiceCollection> addSchemes,
        string? scheme = null
    )
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development }
        );
        addSchemes(services);
        services
            .AddProfileTwoFactor()
            .AddInMemoryStores()
            .AddAccounts<NoAccounts>(options => options.SessionScheme = scheme);
        await using var provider = services.BuildServiceProvider();
        var check = provider.GetServices<IHostedService>().OfType<AccountStartupCheck>().Single();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            check.StartingAsync(CancellationToken.None)
        );

        return failure.Message;
    }

    private sealed class KeyOptions : AuthenticationSchemeOptions;

    private sealed class KeyHandler(
        Microsoft.Extensions.Options.IOptionsMonitor<KeyOptions> options,
        Microsoft.Extensions.Logging.ILoggerFactory logger,
        System.Text.Encodings.Web.UrlEncoder encoder
    ) : AuthenticationHandler<KeyOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.NoResult());
    }

    private sealed class NoAccounts : IAccountDirectory
    {
        public ValueTask<TwoFactorAccount?> FindAsync(string userId, CancellationToken token) =>
            new((TwoFactorAccount?)null);

        public ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
            string userId,
            CancellationToken token
        ) => new((ClaimsPrincipal?)null);
    }
}
