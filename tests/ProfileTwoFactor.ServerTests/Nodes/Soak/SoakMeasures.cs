using System.Diagnostics;
using System.Globalization;
using Npgsql;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Looks sixty times at a node that no fault kills, and says whether what it holds grows.</summary>
internal sealed class SoakMeasures(SoakSite site, SampleNode node, TimeSpan duration)
{
    private const int Samples = 60;
    private const int Parts = 6;
    private const double Flat = 1.05;

    private readonly List<SoakSample> _samples = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public async Task WatchAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(duration / Samples);
        using var client = new HttpClient { BaseAddress = node.Address };
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                if (await TryTakeAsync(client) is { } sample)
                {
                    _samples.Add(sample);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the soak.
        }
    }

    /// <summary>The medians of each sixth of the run, one line a figure.</summary>
    public IEnumerable<string> Table() =>
        SoakSample.Figures.Select(figure =>
            $"{figure.Name, -24}"
            + string.Concat(
                Enumerable.Range(0, Parts).Select(part => $"{Median(part, figure.Of), 10}")
            )
        );

    /// <summary>What grew by more than 5 %, and by more than its noise, from the second sixth of the run to the last. The first is for compiling, filling pools and caches.</summary>
    public IEnumerable<string> Leaks() =>
        from figure in SoakSample.Figures
        let before = Median(1, figure.Of)
        let after = Median(Parts - 1, figure.Of)
        where after > Math.Max(before * Flat, before + figure.Noise)
        select $"{figure.Name} grew from {before} to {after}";

    private long Median(int part, Func<SoakSample, long> of)
    {
        var values = _samples
            .Where(sample => (int)(sample.At / duration * Parts) == part)
            .Select(of)
            .Order()
            .ToList();
        return values.Count == 0 ? 0 : values[values.Count / 2];
    }

    /// <returns>Null while a server is down.</returns>
    private async Task<SoakSample?> TryTakeAsync(HttpClient client)
    {
        try
        {
            var postgres = await site.Cluster.SqlAsync(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            );
            var clients = (string)(await site.Cluster.Redis.ExecuteAsync("CLIENT", "LIST"))!;
            var heap = await client.GetStringAsync("/node/heap");
            var status = await File.ReadAllLinesAsync($"/proc/{node.ProcessId}/status");
            var handles = new DirectoryInfo($"/proc/{node.ProcessId}/fd")
                .EnumerateFileSystemInfos()
                .ToList();
            return new SoakSample(
                _clock.Elapsed,
                Number(heap),
                Of(status, "VmRSS:") * 1024,
                handles.Count,
                handles.Count(handle =>
                    handle.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true
                ),
                Of(status, "Threads:"),
                Number(postgres),
                clients.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length
            );
        }
        catch (Exception exception)
            when (exception
                    is NpgsqlException
                        or RedisException
                        or TimeoutException
                        or HttpRequestException
                        or TaskCanceledException
            )
        {
            return null;
        }
    }

    private static long Of(string[] status, string name) =>
        Number(
            status
                .Single(line => line.StartsWith(name, StringComparison.Ordinal))
                .Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries)[1]
        );

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
