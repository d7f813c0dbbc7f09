namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>The clock of the nodes, moved by one at a time, and what it can show a node at this moment.</summary>
/// <param name="clock">The clock.</param>
/// <param name="skew">By how much that of a node may be off.</param>
internal sealed class SoakClock(NodeClock clock, TimeSpan skew = default) : IDisposable
{
    /// <summary>Twenty times as fast as real time, so that there are codes to type.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private TimeSpan _seen;
    private TimeSpan _written;

    public NodeClock Clock => clock;

    /// <summary>Every node has at least this time.</summary>
    public DateTimeOffset Earliest => TimeProvider.System.GetUtcNow() + _seen - skew;

    /// <summary>No node has more.</summary>
    public DateTimeOffset Latest => TimeProvider.System.GetUtcNow() + _written + skew;

    public Task AdvanceAsync(TimeSpan by) =>
        InTurnAsync(async () =>
        {
            _written += by;
            await clock.AdvanceAsync(by);
            _seen = _written;
        });

    /// <summary>Does something while no one moves the clock, which then goes only as fast as time.</summary>
    public async Task InTurnAsync(Func<Task> act)
    {
        await _turn.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task TickAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(Step / 20);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                await AdvanceAsync(Step);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the soak.
        }
    }

    public void Dispose() => _turn.Dispose();
}
