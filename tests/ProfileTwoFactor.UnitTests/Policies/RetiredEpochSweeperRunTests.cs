using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Policies;

/// <summary>The sweeper as the host runs it, over a store that answers when and how the test says.</summary>
public sealed class RetiredEpochSweeperRunTests : IPolicyStore, IAsyncLifetime
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private static readonly TwoFactorScope Beta = TwoFactorScope.Profile("beta");
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();
    private readonly RetiredEpochQueue _queue = new();
    private readonly ServiceProvider _services;
    private readonly RetiredEpochSweeper _sweeper;
    private readonly SemaphoreSlim _asked = new(0);
    private TwoFactorScope? _asking;
    private CancellationToken _token;
    private TaskCompletionSource<PolicyRecord?> _answer = new();

    public RetiredEpochSweeperRunTests()
    {
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_log))
            .AddSingleton<IPolicyStore>(this)
            .AddSingleton<ISecretStore, InMemorySecretStore>()
            .BuildServiceProvider();
        _sweeper = new(
            _queue,
            new ConfiguredStores(_services),
            _time,
            _services.GetRequiredService<ILogger<RetiredEpochSweeper>>()
        );
    }

    public async Task InitializeAsync() => await _sweeper.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _sweeper.StopAsync(CancellationToken.None);
        _sweeper.Dispose();
        await _services.DisposeAsync();
        _asked.Dispose();
    }

    [Fact]
    public async Task Scopes_AreSweptOneAfterTheOther()
    {
        _queue.Enqueue(Acme);
        _queue.Enqueue(Beta);

        Assert.Equal(Acme, await AskedAsync());
        Assert.Equal(0, _asked.CurrentCount);
        Answer();

        Assert.Equal(Beta, await AskedAsync());
        Answer();
        Assert.Empty(_log.WarningNames);
    }

    [Fact]
    public async Task Failure_IsLogged_AndTheNextScopeIsSwept()
    {
        _queue.Enqueue(Acme);
        await AskedAsync();
        _queue.Enqueue(Beta);
        NextAnswer().SetException(new IOException("The store is gone."));

        Assert.Equal(Beta, await AskedAsync());
        Assert.Equal(["SweepFailed"], _log.WarningNames);
        Assert.Contains("The store is gone.", _log.Text, StringComparison.Ordinal);
        Answer();
    }

    [Fact]
    public async Task Store_ThatHangs_IsCancelledAfterFiveMinutes()
    {
        _queue.Enqueue(Acme);
        await AskedAsync();

        _time.Advance(LongestSweep - Tick);
        Assert.False(_token.IsCancellationRequested);
        _time.Advance(Tick);

        Assert.True(_token.IsCancellationRequested);
        _queue.Enqueue(Beta);
        NextAnswer().SetCanceled(_token);
        Assert.Equal(Beta, await AskedAsync());
        Assert.Equal(["SweepFailed"], _log.WarningNames);
        Answer();
    }

    [Fact]
    public async Task Store_ThatIgnoresItsCancellation_IsLeftAloneTenSecondsLater()
    {
        _queue.Enqueue(Acme);
        await AskedAsync();
        _queue.Enqueue(Beta);

        _time.Advance(LongestSweep + Grace - Tick);
        Assert.Empty(_log.WarningNames);
        Assert.Equal(0, _asked.CurrentCount);
        var hangs = NextAnswer();
        _time.Advance(Tick);

        Assert.Equal(Beta, await AskedAsync());
        Assert.Equal(["SweepFailed"], _log.WarningNames);
        Answer();
        hangs.SetResult(null);
    }

    [Fact]
    public async Task Stop_CancelsTheSweepAndLogsNothing()
    {
        _queue.Enqueue(Acme);
        await AskedAsync();

        await _sweeper.StopAsync(CancellationToken.None).WaitAsync(Patience);

        Assert.True(_token.IsCancellationRequested);
        Assert.Empty(_log.WarningNames);
        Assert.True(_sweeper.ExecuteTask!.IsCompletedSuccessfully);
    }

    Task<PolicyRecord?> IPolicyStore.FindAsync(TwoFactorScope scope, CancellationToken token)
    {
        (_asking, _token) = (scope, token);
        var answer = _answer.Task;
        _asked.Release();
        return answer;
    }

    Task<StoreWriteStatus> IPolicyStore.WriteAsync(PolicyRecord record, CancellationToken token) =>
        throw new InvalidOperationException("Nothing has ended, so nothing is written.");

    private async Task<TwoFactorScope?> AskedAsync()
    {
        Assert.True(await _asked.WaitAsync(Patience), "The sweeper did not ask the store.");
        return _asking;
    }

    private void Answer() => NextAnswer().SetResult(null);

    /// <summary>The answer that the store owes. The one to the next question is another.</summary>
    private TaskCompletionSource<PolicyRecord?> NextAnswer()
    {
        var owed = _answer;
        _answer = new();
        return owed;
    }
}
