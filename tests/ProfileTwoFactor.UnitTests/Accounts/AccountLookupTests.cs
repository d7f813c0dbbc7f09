using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>What the host's account directory may answer.</summary>
public sealed class AccountLookupTests : IAccountDirectory, IDisposable
{
    private const string TooLong = "too long";
    private readonly AccountTwoFactorOptions _options = new();
    private readonly ServiceProvider _services;
    private TwoFactorAccount? _answer;
    private ClaimsPrincipal? _principal;
    private readonly List<string> _asked = [];

    public AccountLookupTests() =>
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IOptions<ProfileTwoFactorOptions>>(
                Options.Create(new ProfileTwoFactorOptions())
            )
            .AddSingleton<TwoFactorMetrics>()
            .AddSingleton<CircuitRegistry>()
            .AddSingleton<Deadline>()
            .AddSingleton<IAccountDirectory>(this)
            .BuildServiceProvider();

    private static TwoFactorAccount Mei { get; } =
        new()
        {
            UserId = "mei",
            AccountName = "mei@example.com",
            SecurityStamp = "s1",
        };

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Account_ThatMakesSense_IsReturned()
    {
        _answer = Mei;

        Assert.Same(Mei, await FindAsync());
        _answer = null;
        Assert.Null(await FindAsync());
    }

    [Theory]
    [InlineData(false, "zoe", null, "it returned a different account than the requested one")]
    [InlineData(true, "zoe", "a1", "it returned a different account than the requested one")]
    [InlineData(true, "mei", null, "it returned an account without a Stamp")]
    [InlineData(true, "mei", "", "it returned an account without a Stamp")]
    [InlineData(true, "mei", TooLong, "it returned an account with an invalid Stamp")]
    [InlineData(false, "mei", "a1", "it returned an account with a Stamp, which requires")]
    public async Task Account_ThatMakesNoSense_IsAnUnavailableDirectoryThatSaysWhy(
        bool stamps,
        string userId,
        string? stamp,
        string why
    )
    {
        _options.AccountStamps = stamps;
        _answer = Mei with
        {
            UserId = userId,
            Stamp = stamp == TooLong ? new string('a', 101) : stamp,
        };

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(FindAsync);

        Assert.Equal(DependencyNames.Directory, failure.Dependency);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_WithAStamp_IsReturnedWhereAccountsHaveThem()
    {
        _options.AccountStamps = true;
        _answer = Mei with { Stamp = "a1" };

        Assert.Same(_answer, await FindAsync());
        Assert.True(Lookup().HasStamps);
    }

    [Fact]
    public async Task Id_ThatNoStoreAccepts_IsNoAccountAndAsksNoDirectory()
    {
        _answer = Mei with { UserId = "" };

        Assert.Null(await Lookup().FindAsync(_services, "", CancellationToken.None));

        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Principal_OfThePersonOrNone_IsReturned()
    {
        _principal = PrincipalOf("mei");

        Assert.Same(_principal, await CreateAsync());
        _principal = null;
        Assert.Null(await CreateAsync());
    }

    [Fact]
    public async Task Principal_OfAnotherPerson_IsAnUnavailableDirectory()
    {
        _principal = PrincipalOf("zoe");

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(CreateAsync);

        Assert.Equal(DependencyNames.Directory, failure.Dependency);
        Assert.Contains(
            "it created a principal without the requested user id",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    ValueTask<TwoFactorAccount?> IAccountDirectory.FindAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        _asked.Add(userId);
        return new(_answer);
    }

    ValueTask<ClaimsPrincipal?> IAccountDirectory.CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    ) => new(_principal);

    private ClaimsPrincipal PrincipalOf(string userId) =>
        new(new ClaimsIdentity([new Claim(_options.UserIdClaimTypes[0], userId)], "Cookies"));

    private AccountLookup Lookup() =>
        new(
            _services.GetRequiredService<Deadline>(),
            new AccountUserId(Options.Create(_options)),
            Options.Create(_options)
        );

    private Task<TwoFactorAccount?> FindAsync() =>
        Lookup().FindAsync(_services, "mei", CancellationToken.None);

    private Task<ClaimsPrincipal?> CreateAsync() =>
        Lookup().CreatePrincipalAsync(_services, "mei", CancellationToken.None);
}
