using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>The cookie between password and code while the key ring fails.</summary>
public sealed class LostPartialSignInTests : IDisposable
{
    private readonly RecordedLog _log = new();
    private readonly ServiceProvider _services;

    public LostPartialSignInTests()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development }
        );
        services.AddAuthentication("Cookies").AddCookie("Cookies");
        services.AddProfileTwoFactor().AddInMemoryStores().AddAccounts<NoAccounts>();
        services.AddSingleton<IDataProtectionProvider>(new LostKeys());
        _services = services.BuildServiceProvider();
    }

    private PartialSignInManager SignIns => _services.GetRequiredService<PartialSignInManager>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Read_IsUnavailable()
    {
        var failure = Assert.Throws<DependencyUnavailableException>(() =>
            SignIns.Read(Presenting())
        );

        Assert.Equal(DependencyNames.KeyRing, failure.Dependency);
    }

    [Fact]
    public void Create_IsUnavailable()
    {
        var failure = Assert.Throws<DependencyUnavailableException>(() =>
            SignIns.Create(
                new TwoFactorAccount
                {
                    UserId = "mei",
                    AccountName = "mei@example.com",
                    SecurityStamp = "s1",
                },
                "e1",
                new AuthenticationProperties()
            )
        );

        Assert.Equal(DependencyNames.KeyRing, failure.Dependency);
    }

    /// <summary>People must be able to sign out.</summary>
    [Fact]
    public async Task GiveUp_TakesTheCookieBackAndIsLogged()
    {
        var context = Presenting();

        await SignIns.GiveUpAsync(context);

        Assert.Contains(
            "expires=Thu, 01 Jan 1970",
            Assert.Single(context.Response.Headers.SetCookie),
            StringComparison.Ordinal
        );
        Assert.Equal(["SignInNotGivenUp"], _log.WarningNames);
    }

    /// <summary>Only the wording of a refusal hangs on it.</summary>
    [Fact]
    public void State_OfACookieThatCannotBeRead_IsNotPartial()
    {
        var state = _services.GetRequiredService<IPartialSignInState>();

        Assert.False(state.IsPartial(Presenting()));
        Assert.False(state.IsPartial(new DefaultHttpContext()));
    }

    [Fact]
    public void State_OfASession_IsWhatTheGuardFound()
    {
        var state = _services.GetRequiredService<IPartialSignInState>();
        var (unproven, unavailable) = (Presenting(), Presenting());
        AccountSession.Of(unproven).Found(new SessionFinding.Unproven("mei", new()));
        AccountSession.Of(unavailable).Found(new SessionFinding.Unavailable());

        Assert.Equal((true, false), (state.IsPartial(unproven), state.IsUnavailable(unproven)));
        Assert.Equal(
            (false, true),
            (state.IsPartial(unavailable), state.IsUnavailable(unavailable))
        );
    }

    private DefaultHttpContext Presenting()
    {
        var name = new AccountTwoFactorOptions().SignInCookie.Name;
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Headers.Cookie = $"{name}=AAAA";
        return context;
    }

    private sealed class LostKeys : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw Lost();

        // Not the exception of a value that isn't ours.
        public byte[] Unprotect(byte[] protectedData) => throw Lost();

        private static IOException Lost() => new("The key ring is gone.");
    }

    private sealed class NoAccounts : IAccountDirectory
    {
        public ValueTask<TwoFactorAccount?> FindAsync(string userId, CancellationToken token) =>
            new((TwoFactorAccount?)null);

        public ValueTask<System.Security.Claims.ClaimsPrincipal?> CreatePrincipalAsync(
            string userId,
            CancellationToken token
        ) => new((System.Security.Claims.ClaimsPrincipal?)null);
    }
}
