using System.Collections.Concurrent;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class TwoGenerationCacheTests
{
    [Fact]
    public void Set_AHundredThousandKeys_KeepsNoMoreThanItsCapacity()
    {
        var cache = new TwoGenerationCache<int, string>(1000);

        for (var i = 0; i < 100_000; i++)
        {
            cache.Set(i, "value");
        }

        // Looking keeps what is found, so it is counted from the newest down.
        var kept = Enumerable.Range(0, 100_000).Count(i => cache.TryGet(99_999 - i, out _));
        Assert.InRange(kept, 500, 1000);
    }

    [Fact]
    public async Task Set_AHundredThousandKeysAtOnceFromManyThreads_StaysBoundedAndLosesNothingJustSet()
    {
        var cache = new TwoGenerationCache<int, string>(1000);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 12_500; i++)
                        {
                            cache.Set((worker * 12_500) + i, "value");
                        }
                    })
                )
        );

        var kept = Enumerable.Range(0, 100_000).Count(i => cache.TryGet(i, out _));
        Assert.InRange(kept, 1, 1100);
        cache.Set(-1, "last");
        Assert.True(cache.TryGet(-1, out var last));
        Assert.Equal("last", last);
    }

    [Fact]
    public void TryGet_OfAKeyInUse_KeepsItThroughEveryTurn()
    {
        var cache = new TwoGenerationCache<int, string>(100);
        cache.Set(-1, "used");

        for (var i = 0; i < 10_000; i++)
        {
            cache.Set(i, "other");
            if (i % 40 == 0)
            {
                Assert.True(cache.TryGet(-1, out var value));
                Assert.Equal("used", value);
            }
        }

        Assert.False(cache.TryGet(0, out _));
    }

    [Fact]
    public async Task TryGet_AfterAValueWasDropped_NeverGivesItBackOverItsSuccessor()
    {
        var cache = new TwoGenerationCache<int, Counted>(16);
        var made = new ConcurrentDictionary<int, int>();
        Counted Create(int key) => new(made.AddOrUpdate(key, 1, (_, count) => count + 1));

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(() =>
                    {
                        var seen = new int[64];
                        var random = new Random(worker);
                        for (var i = 0; i < 100_000; i++)
                        {
                            var key = random.Next(64);
                            var number = cache.GetOrAdd(key, Create).Number;
                            Assert.True(number >= seen[key], $"{number} after {seen[key]}");
                            seen[key] = number;
                        }
                    })
                )
        );
    }

    private sealed record Counted(int Number);
}
