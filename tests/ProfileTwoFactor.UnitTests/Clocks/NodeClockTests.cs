using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;
using ProfileTwoFactor.UnitTests.Diagnostics;

namespace ProfileTwoFactor.UnitTests.Clocks;

public sealed class NodeClockTests : IAsyncDisposable
{
    private static readonly BindingKey Key = new(
        TwoFactorScope.Profile("acme"),
        "epoch",
        "mark",
        ""
    );

    private readonly TwoClocks _clocks = new();
    private readonly RecordedLog _warnings = new();
    private readonly List<ServiceProvider> _nodes = [];

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task Node_WhoseClockIsATolerableBitOff_ChecksCodes(int seconds)
    {
        _clocks.Set(TimeSpan.FromSeconds(seconds));

        Assert.Equal(CodeStatus.NotBound, (await Bindings().VerifyAsync(Key, "123456")).Status);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    [InlineData(7200)]
    public async Task Node_WhoseClockIsOff_TakesNoCodeOfAnyKind(int seconds)
    {
        var bindings = Bindings();
        _clocks.Set(TimeSpan.FromSeconds(seconds));

        await RefusedAsync(() => bindings.VerifyAsync(Key, "123456"));
        await RefusedAsync(() => bindings.UseBackupCodeAsync(Key, "abcd"));
        await RefusedAsync(() => bindings.ConfirmAsync(Key, default!, "123456"));
        await RefusedAsync(() => bindings.AcceptAsync(Key, default!, "123456"));
    }

    [Fact]
    public async Task Refusal_SaysByHowMuchTheClocksDiffer()
    {
        var bindings = Bindings();
        _clocks.Set(TimeSpan.FromSeconds(31));

        var refusal = await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            bindings.VerifyAsync(Key, "123456")
        );

        Assert.Contains(
            "this node's clock differs from the store's clock by +31.0 s",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "This node's clock differs from the store's clock by +31.0 seconds, but at most 30 are tolerated.",
            Assert.Single(_warnings.Named("ClockSkew")),
            StringComparison.Ordinal
        );
    }

    /// <summary>A clock that is off by just what is tolerated is as good as any, and isn't asked for more often.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task Clock_ThatIsOffByJustWhatIsTolerated_IsReliedOn(int seconds)
    {
        var bindings = Bindings();
        _clocks.Set(TimeSpan.FromSeconds(seconds));
        for (var second = 0; second < 9; second++)
        {
            await bindings.VerifyAsync(Key, "123456");
            _clocks.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _clocks.Asked);
    }

    [Fact]
    public async Task Clock_ThatIsSetBetweenTwoReadings_ShowsAtOnce()
    {
        var bindings = Bindings();
        await bindings.VerifyAsync(Key, "123456");

        _clocks.Set(TimeSpan.FromHours(1));

        await RefusedAsync(() => bindings.VerifyAsync(Key, "123456"));
    }

    [Fact]
    public async Task Database_ThatMovesToAServerWithAnotherTime_ShowsWithinSeconds()
    {
        var bindings = Bindings();
        await bindings.VerifyAsync(Key, "123456");
        _clocks.StoreAhead = TimeSpan.FromMinutes(-2);

        _clocks.Pass(TimeSpan.FromSeconds(10));

        await RefusedAsync(() => bindings.VerifyAsync(Key, "123456"));
    }

    [Fact]
    public async Task Clock_ThatIsCorrected_IsTrustedAtTheNextCode_AndTheAlarmIsGivenOnceForEachTime()
    {
        var bindings = Bindings();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _clocks.Set(TimeSpan.FromMinutes(2));
            await RefusedAsync(() => bindings.VerifyAsync(Key, "123456"));
            await RefusedAsync(() => bindings.VerifyAsync(Key, "123456"));
            _clocks.Set(TimeSpan.Zero);
            Assert.Equal(CodeStatus.NotBound, (await bindings.VerifyAsync(Key, "123456")).Status);
        }

        Assert.Equal(2, _warnings.WarningNames.Count(name => name == "ClockSkew"));
    }

    [Fact]
    public async Task Machine_ThatSlept_IsComparedAgainBeforeACodeIsRefused()
    {
        var bindings = Bindings();
        await bindings.VerifyAsync(Key, "123456");

        // The clock that only runs stood still during that time; both others did not.
        _clocks.Set(TimeSpan.FromHours(8));
        _clocks.StoreAhead = TimeSpan.FromHours(8);

        Assert.Equal(CodeStatus.NotBound, (await bindings.VerifyAsync(Key, "123456")).Status);
    }

    [Fact]
    public async Task Store_IsAskedForItsTimeEveryTenSeconds()
    {
        var bindings = Bindings();
        for (var second = 0; second < 120; second++)
        {
            await bindings.VerifyAsync(Key, "123456");
            _clocks.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(12, _clocks.Asked);
    }

    [Fact]
    public async Task Store_ThatCannotTellItsTime_TakesNoCode()
    {
        _clocks.StoreAnswers = false;

        var refusal = await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            Bindings().VerifyAsync(Key, "123456")
        );

        Assert.Equal(DependencyNames.Clock, refusal.Dependency);
    }

    [Fact]
    public async Task Store_ThatCannotTellItsTime_OpensNoCircuitForWhatNeedsNone()
    {
        var bindings = Bindings();
        _clocks.StoreAnswers = false;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await RefusedAsync(() => bindings.VerifyAsync(Key, "123456"));
        }

        Assert.Null(await bindings.FindAsync(Key));
    }

    [Theory]
    [InlineData(20, true, 1)]
    [InlineData(32, true, 2)]
    [InlineData(40, false, 2)]
    public async Task Answer_ThatTookTenSeconds_RefusesOnlyWhatItProves_AndIsKeptOnlyIfItDoes(
        int seconds,
        bool taken,
        int asked
    )
    {
        var bindings = Bindings();
        _clocks.StoreTakes = TimeSpan.FromSeconds(10);
        _clocks.Set(TimeSpan.FromSeconds(seconds));

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var code = bindings.VerifyAsync(Key, "123456");
            if (taken)
            {
                Assert.Equal(CodeStatus.NotBound, (await code).Status);
            }
            else
            {
                await RefusedAsync(() => code);
            }
        }

        Assert.Equal(asked, _clocks.Asked);
    }

    [Fact]
    public async Task Store_OnTheClockOfThisMachine_IsAskedOnce()
    {
        var bindings = Bindings();
        _clocks.StoreHasAClock = false;

        await bindings.VerifyAsync(Key, "123456");
        _clocks.Pass(TimeSpan.FromHours(1));
        await bindings.VerifyAsync(Key, "123456");

        Assert.Equal(1, _clocks.Asked);
    }

    [Fact]
    public async Task Host_ThatSaysSo_ComparesNothing()
    {
        _clocks.Set(TimeSpan.FromHours(1));

        await Bindings(Timeout.InfiniteTimeSpan).VerifyAsync(Key, "123456");

        Assert.Equal(0, _clocks.Asked);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static async Task RefusedAsync(Func<Task> attempt)
    {
        var refusal = await Assert.ThrowsAsync<DependencyUnavailableException>(attempt);
        Assert.Equal(DependencyNames.Clock, refusal.Dependency);
    }

    private BindingManager Bindings(TimeSpan? tolerated = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(_warnings));
        services.AddSingleton<TimeProvider>(_clocks);
        services.AddSingleton<IStoreClock>(_clocks);
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development }
        );
        services
            .AddProfileTwoFactor(options =>
                options.ToleratedClockSkew = tolerated ?? options.ToleratedClockSkew
            )
            .AddInMemoryStores();
        var node = services.BuildServiceProvider();
        _nodes.Add(node);
        return node.GetRequiredService<BindingManager>();
    }
}
