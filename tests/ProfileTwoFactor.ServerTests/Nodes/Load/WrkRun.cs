using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>What wrk saw of one kind of sessions.</summary>
/// <param name="Statuses">Answers by status.</param>
internal sealed partial record WrkRun(
    double RequestsPerSecond,
    IReadOnlyDictionary<int, long> Statuses,
    long Broken,
    TimeSpan Median,
    TimeSpan NinetyNinth
)
{
    public static async Task<WrkRun> RunAsync(
        SampleNode node,
        string sessions,
        int connections,
        TimeSpan duration
    )
    {
        var start = new ProcessStartInfo(
            Tools.Find("wrk")
                ?? throw new InvalidOperationException("wrk is not installed; load.sh installs it.")
        )
        {
            ArgumentList =
            {
                "--threads",
                "1",
                "--connections",
                connections.ToString(CultureInfo.InvariantCulture),
                "--duration",
                duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + "s",
                "--timeout",
                "10s",
                "--script",
                Path.Combine(
                    SampleNode.Checkout,
                    "tests/ProfileTwoFactor.ServerTests/Nodes/Load/Traffic.lua"
                ),
                node.Address.ToString(),
                "--",
                sessions,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var wrk = Process.Start(start)!;
        var errors = wrk.StandardError.ReadToEndAsync();
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return wrk.ExitCode == 0
            ? Read(output)
            : throw new InvalidOperationException($"wrk failed:\n{output}{await errors}");
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{RequestsPerSecond, 7:0} requests/s, median {Median.TotalMilliseconds:0.0} ms, p99 {NinetyNinth.TotalMilliseconds:0} ms, broken {Broken}, statuses {string.Join(", ", Statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}"))}"
        );

    private static WrkRun Read(string output)
    {
        var seconds = Number("microseconds") / 1e6;
        return new WrkRun(
            Number("requests") / seconds,
            Status()
                .Matches(output)
                .GroupBy(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                .ToDictionary(
                    group => group.Key,
                    group =>
                        group.Sum(match =>
                            long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)
                        )
                ),
            Number("broken"),
            TimeSpan.FromMicroseconds(Number("p50")),
            TimeSpan.FromMicroseconds(Number("p99"))
        );

        long Number(string name) =>
            long.Parse(
                Regex.Match(output, $@"^{name} (\d+)", RegexOptions.Multiline).Groups[1].Value,
                CultureInfo.InvariantCulture
            );
    }

    [GeneratedRegex(@"\b(\d{3})=(\d+)")]
    private static partial Regex Status();
}
