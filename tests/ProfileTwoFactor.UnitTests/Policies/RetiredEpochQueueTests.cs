using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class RetiredEpochQueueTests
{
    private const int Capacity = 1024;
    private readonly RetiredEpochQueue _queue = new();

    [Fact]
    public async Task Scope_ThatWaits_WaitsOnce()
    {
        _queue.Enqueue(ScopeOf(1));
        _queue.Enqueue(ScopeOf(2));
        _queue.Enqueue(ScopeOf(1));

        Assert.Equal([ScopeOf(1), ScopeOf(2)], await ReadAsync(2));

        // It comes again for what was found after it was read.
        _queue.Enqueue(ScopeOf(1));
        _queue.Enqueue(ScopeOf(3));
        Assert.Equal([ScopeOf(1), ScopeOf(3)], await ReadAsync(2));
    }

    [Fact]
    public async Task Scope_ThatDoesNotFit_IsTakenWhenItIsFoundAgain()
    {
        for (var number = 0; number <= Capacity; number++)
        {
            _queue.Enqueue(ScopeOf(number));
        }

        Assert.Equal(Enumerable.Range(0, Capacity).Select(ScopeOf), await ReadAsync(Capacity));

        _queue.Enqueue(ScopeOf(Capacity));
        Assert.Equal([ScopeOf(Capacity)], await ReadAsync(1));
    }

    private async Task<List<TwoFactorScope>> ReadAsync(int count)
    {
        var read = new List<TwoFactorScope>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var scope in _queue.ReadAllAsync(patience.Token))
        {
            read.Add(scope);
            if (read.Count == count)
            {
                break;
            }
        }

        return read;
    }

    private static TwoFactorScope ScopeOf(int number) => TwoFactorScope.Profile($"p{number}");
}
