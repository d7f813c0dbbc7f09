using System.Globalization;
using ProfileTwoFactor.ServerTests.Servers;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>What a flood of backup codes, of which each costs a derivation, does to pages that have nothing to do with it.</summary>
[Collection(Cluster.First)]
public sealed class CodeFloodTests(ITestOutputHelper output)
{
    private const int Profiles = 100;

    /// <summary>The Owner, a member who doesn't guess, and one who does.</summary>
    private const int MembersEach = 3;

    private const int FloodConnections = 500;

    private static readonly TimeSpan Part = LoadFactAttribute.Duration / 3;

    [LoadFact]
    public async Task A_flood_of_backup_codes_gets_nothing_in_and_leaves_other_pages_many_times_what_they_had_without_the_limit()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 1,
            settings => settings["Logging:LogLevel:ProfileTwoFactor"] = "Error",
            killsNodes: true
        );
        var population = new Population(cluster, Profiles, MembersEach);
        await population.CreateAsync();
        cluster.Nodes[0].Kill();
        // The package's own deadline.
        cluster.Settings.Remove("Node:PatienceFile");

        cluster.Settings["ProfileTwoFactor:ConcurrentCodeAttempts"] = "10000";
        cluster.Settings["ProfileTwoFactor:ConcurrentCodeAttemptsPerMember"] = "10000";
        var without = await FloodAsync(
            "without the limit",
            await cluster.AddNodeAsync(),
            population
        );
        cluster.Settings.Remove("ProfileTwoFactor:ConcurrentCodeAttempts");
        cluster.Settings.Remove("ProfileTwoFactor:ConcurrentCodeAttemptsPerMember");
        var with = await FloodAsync("with the limit", await cluster.AddNodeAsync(), population);

        Say(
            $"beside the flood the page has {with.RequestsPerSecond / without.RequestsPerSecond:0.0} times the requests that it had without the limit"
        );
        Assert.Contains(200, with.Statuses.Keys);
    }

    private async Task<WrkRun> FloodAsync(string kind, SampleNode node, Population population)
    {
        Say($"{kind}");
        var ungated = await population.UngatedAsync();
        await WrkRun.RunAsync(node, ungated, 2, TimeSpan.FromSeconds(2));
        var calm = await WrkRun.RunAsync(node, ungated, 2, Part);
        Say($"ungated, 2 connections     {calm}");
        var floodRun = WrkRun.RunAsync(
            node,
            await population.GuessingAsync(),
            FloodConnections,
            Part
        );
        var beside = await WrkRun.RunAsync(node, ungated, 2, Part);
        var flood = await floodRun;
        Say($"500 backup codes at once   {flood}");
        Say($"ungated beside them        {beside}");
        Say($"that is {beside.NinetyNinth / calm.NinetyNinth:0.0} times the p99");
        Assert.DoesNotContain(200, flood.Statuses.Keys);
        node.Kill();
        return beside;
    }

    private void Say(FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
