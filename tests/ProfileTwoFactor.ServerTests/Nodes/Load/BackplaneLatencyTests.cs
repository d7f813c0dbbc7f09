using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>How long another node lets a member in who was reset on this one. Printed for docs/several-nodes.md.</summary>
[Collection(Cluster.First)]
public sealed class BackplaneLatencyTests(ITestOutputHelper output)
{
    private const int Changes = 200;

    [LoadFact]
    public async Task A_change_on_one_node_is_seen_by_another_in_a_fraction_of_a_second()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 3,
            settings =>
            {
                settings["ProfileTwoFactor:DecisionLifetime"] = "00:05:00";
                settings["ProfileTwoFactor:SensitiveActionMaxAge"] = "24:00:00";
                settings["Logging:LogLevel:ProfileTwoFactor"] = "Error";
            },
            killsNodes: true
        );
        var (here, there) = (cluster.Nodes[0], cluster.Nodes[2]);
        using var olivia = await NodeCaller.AtAsync(
            await NodeBrowser.SignedInAsync(here, "olivia"),
            here
        );
        await olivia.Client.EnableTwoFactorAsync("acme", cluster.Clock);
        var mark = await NodeBrowser.SignedInAsync(there, "mark");
        using var markThere = mark.At(there);
        var waits = new List<double>();
        string? id = null;
        for (var change = 0; change < Changes; change++)
        {
            await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            await markThere.BindTwoFactorAsync("acme", cluster.Clock);
            id ??= await IdAsync(olivia);
            Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(markThere));
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await olivia.ProfilePostAsync($"members/{id}/reset")).Status
            );
            var answered = Stopwatch.GetTimestamp();
            while (await HeatmapsAsync(markThere) == HttpStatusCode.OK)
            {
                Assert.True(Stopwatch.GetElapsedTime(answered) < TimeSpan.FromSeconds(30));
            }

            waits.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds);
        }

        waits.Sort();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Changes} changes, seen by another node: median {waits[Changes / 2]:0.0} ms, p99 {waits[Changes * 99 / 100 - 1]:0.0} ms, longest {waits[^1]:0.0} ms (with the request that sees it)"
            )
        );
    }

    private static async Task<HttpStatusCode> HeatmapsAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/p/acme/heatmaps");
        return answer.StatusCode;
    }

    private static async Task<string> IdAsync(NodeCaller olivia) =>
        JsonElement
            .Parse((await olivia.GetAsync("/two-factor/api/profiles/acme/members")).Body)
            .EnumerateArray()
            .Single(member => member.GetProperty("accountName").GetString() == "mark@example.com")
            .GetProperty("memberId")
            .GetString()!;
}
