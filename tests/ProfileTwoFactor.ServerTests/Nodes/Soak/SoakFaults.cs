using System.Collections.Concurrent;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Breaks one of the servers after the other, and at the same time something in one node after the other, in an order the seed decides, and repairs each before the next.</summary>
internal sealed class SoakFaults
{
    /// <summary>How far the clock of a node is off at most, ahead or behind.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private static readonly string[] InNodes =
    [
        "directory:throw",
        "directory:hang",
        "directory:nonsense",
        "stores:throw",
        "stores:hang",
        "stores:nonsense",
        "answers:throw",
        "cache:throw",
        "cache:hang",
        "cache:nonsense",
        "keys:throw",
        "ring:throw",
        "clock:60",
        "clock:-60",
    ];

    private readonly SoakSite _site;
    private readonly Random _random;
    private readonly Random _randomInNodes;
    private readonly (string Name, Func<Task> Strike)[] _faults;
    private readonly ConcurrentDictionary<string, int> _strikes = new();

    public SoakFaults(SoakSite site, int seed)
    {
        _site = site;
        (_random, _randomInNodes) = (new Random(seed), new Random(seed + 1));
        _faults =
        [
            ("Redis killed, back empty", RedisKilledAsync),
            ("Redis hung", RedisHungAsync),
            ("Redis flushed", RedisFlushedAsync),
            ("PostgreSQL stopped at once", PostgresStoppedAsync),
            ("PostgreSQL hung", PostgresHungAsync),
            ("a node killed", NodeKilledAsync),
        ];
    }

    public int Count => _strikes.Values.Sum();

    public Task StrikeAsync(CancellationToken end) =>
        Task.WhenAll(StrikeServersAsync(end), StrikeNodesAsync(end));

    /// <summary>How often each came.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            _strikes
                .OrderBy(strike => strike.Key, StringComparer.Ordinal)
                .Select(strike => $"{strike.Key}: {strike.Value}")
        );

    private async Task StrikeServersAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(Some(_random, 2, 6), CancellationToken.None);
            var (name, strike) = _faults[_random.Next(_faults.Length)];
            await strike();
            Note(name);
        }
    }

    private async Task StrikeNodesAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(Some(_randomInNodes, 1, 4), CancellationToken.None);
            var fault = InNodes[_randomInNodes.Next(InNodes.Length)];
            var node = _site.Faults[_randomInNodes.Next(_site.Faults.Count)];
            await node.SetAsync(fault);
            await Task.Delay(Some(_randomInNodes, 0.5, 3), CancellationToken.None);
            await node.SetAsync("");
            Note(fault);
        }
    }

    private void Note(string fault) => _strikes.AddOrUpdate(fault, 1, (_, count) => count + 1);

    private Cluster Cluster => _site.Cluster;

    private async Task RedisKilledAsync()
    {
        Cluster.Redis.Kill();
        await Task.Delay(Some(_random, 1, 4));
        await Cluster.Redis.StartAsync();
    }

    private async Task RedisHungAsync()
    {
        Cluster.Redis.Process.Pause();
        await Task.Delay(Some(_random, 1, 5));
        Cluster.Redis.Process.Resume();
    }

    private async Task RedisFlushedAsync()
    {
        try
        {
            await Cluster.Redis.ExecuteAsync("FLUSHALL");
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // A machine too busy to take the command; the next fault comes anyway.
        }
    }

    private async Task PostgresStoppedAsync()
    {
        await Cluster.Postgres.StopAtOnceAsync();
        await Task.Delay(Some(_random, 1, 3));
        await Cluster.Postgres.StartAsync();
    }

    private async Task PostgresHungAsync()
    {
        Cluster.Postgres.Process.Pause();
        await Task.Delay(Some(_random, 1, 5));
        Cluster.Postgres.Process.Resume();
    }

    // Never the third, which is watched for leaks.
    private async Task NodeKilledAsync()
    {
        var starts = await _site.ReplaceAsync(_random.Next(2), Some(_random, 1, 3));
        for (var failed = 1; failed < starts; failed++)
        {
            Note("a node that failed as it started");
        }
    }

    private static TimeSpan Some(Random random, double least, double most) =>
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));
}
