using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class PolicyReaderTests : IDisposable
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private readonly ServiceProvider _services;
    private readonly PolicyReader _reader;

    public PolicyReaderTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddProfileTwoFactor().AddInMemoryStores();
        _services = services.BuildServiceProvider();
        _reader = _services.GetRequiredService<PolicyReader>();
    }

    private static PolicyRecord Stored { get; } =
        new()
        {
            Scope = Acme,
            Version = 1,
            Enabled = true,
            Epoch = "epoch-1",
            ChangedAt = default,
            ChangedBy = "owner",
        };

    public static TheoryData<string, PolicyRecord> Nonsense =>
        new()
        {
            { "another profile's", Stored with { Scope = TwoFactorScope.Profile("beta") } },
            { "never written", Stored with { Version = 0 } },
            { "on without an epoch", Stored with { Epoch = "" } },
        };

    public void Dispose() => _services.Dispose();

    /// <summary>Read as it stands, each of them would leave the profile open.</summary>
    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Checked_APolicyThatMakesNoSense_IsAnInvalidAnswer(string what, PolicyRecord policy)
    {
        var failure = Assert.Throws<DependencyUnavailableException>(() =>
            _reader.Checked(Acme, policy)
        );

        Assert.True(failure.Dependency == DependencyNames.PolicyStore, what);
        Assert.Contains("a different policy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checked_APolicyThatMakesSense_IsReturnedAsItIs()
    {
        var off = Stored with { Enabled = false, Epoch = "" };

        Assert.Same(Stored, _reader.Checked(Acme, Stored));
        Assert.Same(off, _reader.Checked(Acme, off));
        Assert.Null(_reader.Checked(Acme, null));
    }

    [Fact]
    public async Task Checked_APolicyWithEndedEpochs_SendsItToTheSweeper()
    {
        var beta = TwoFactorScope.Profile("beta");
        _reader.Checked(Acme, Stored);
        _reader.Checked(beta, Stored with { Scope = beta, RetiredEpochs = ["old"] });

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (
            var scope in _services
                .GetRequiredService<RetiredEpochQueue>()
                .ReadAllAsync(patience.Token)
        )
        {
            Assert.Equal(beta, scope);
            break;
        }
    }
}
