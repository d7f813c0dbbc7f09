using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Breaks one thing after the other, in an order the seed decides, and repairs each before the next.</summary>
internal sealed class SoakFaults
{
    private readonly SoakSite _site;
    private readonly Random _random;
    private readonly (string Name, Func<Task> Strike)[] _faults;

    public SoakFaults(SoakSite site, int seed)
    {
        _site = site;
        _random = new Random(seed);
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

    public async Task<int> StrikeAsync(CancellationToken end, Action<string> say)
    {
        var strikes = 0;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(Some(2, 6), CancellationToken.None);
            var (name, strike) = _faults[_random.Next(_faults.Length)];
            say($"{_site.History.Now:mm\\:ss} {name}");
            await strike();
            strikes++;
        }

        return strikes;
    }

    private Cluster Cluster => _site.Cluster;

    private async Task RedisKilledAsync()
    {
        Cluster.Redis.Kill();
        await Task.Delay(Some(1, 4));
        await Cluster.Redis.StartAsync();
    }

    private async Task RedisHungAsync()
    {
        Cluster.Redis.Process.Pause();
        await Task.Delay(Some(1, 5));
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
        await Task.Delay(Some(1, 3));
        await Cluster.Postgres.StartAsync();
    }

    private async Task PostgresHungAsync()
    {
        Cluster.Postgres.Process.Pause();
        await Task.Delay(Some(1, 5));
        Cluster.Postgres.Process.Resume();
    }

    // Never the third, which is watched for leaks.
    private Task NodeKilledAsync() => _site.ReplaceAsync(_random.Next(2), Some(1, 3));

    private TimeSpan Some(int least, int most) =>
        TimeSpan.FromSeconds(least + (_random.NextDouble() * (most - least)));
}
