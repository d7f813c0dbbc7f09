using System.Globalization;
using ProfileTwoFactor.Testing;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>The sample of this checkout against the one of another: codes a second over HTTP, with SQLite.</summary>
[Collection(Cluster.First)]
public sealed class VerifyRateTests(ITestOutputHelper output)
{
    // Many short blocks: other work of the machine then slows both of a pair.
    private const int Groups = 24;
    private const int WrongCodesEach = 2;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    // Over several, SQLite's writers also wait for each other.
    private static readonly int[] Connections = [1, 4];

    private readonly List<(string Codes, RatedBlock Other, RatedBlock Present)> _pairs = [];

    [VerifyRateFact]
    public async Task Both_builds_accept_each_right_code_and_refuse_each_wrong_one()
    {
        // Without another checkout, one round shows that the command works.
        var (profiles, rounds) = VerifyRateFactAttribute.IsMeasured ? (60, 4) : (6, 1);
        using var other = await RatedSite.StartAsync(VerifyRateFactAttribute.OtherCheckout);
        using var present = await RatedSite.StartAsync(SampleNode.Checkout);
        (RatedSite Site, IReadOnlyList<RatedMember> Members)[] sides =
        [
            (other, await other.BindAsync(profiles)),
            (present, await present.BindAsync(profiles)),
        ];
        Say($"{sides[0].Members.Count} members in each build, {rounds} rounds");

        await RunAsync(sides, round: 0);
        // Both sites still compiled their code.
        _pairs.Clear();
        for (var round = 0; round < rounds; round++)
        {
            await RunAsync(sides, round);
        }

        foreach (var codes in _pairs.Select(pair => pair.Codes).Distinct().Order())
        {
            Tell(codes);
        }
    }

    private async Task RunAsync(
        (RatedSite Site, IReadOnlyList<RatedMember> Members)[] sides,
        int round
    )
    {
        await NextStepAsync();
        for (var group = 0; group < Groups; group++)
        {
            // Within the budget of wrong codes, which the right one fills again.
            await PairAsync("wrong", WrongCodesEach, app => app.WrongCode(), "400 invalid-code");
            await PairAsync("right", 1, app => app.Code(), "200");

            async Task PairAsync(
                string kind,
                int codesEach,
                Func<FakeAuthenticator, string> code,
                string answer
            )
            {
                var connections = Connections[group % Connections.Length];
                var blocks = new RatedBlock[sides.Length];
                // Each build is the first as often as the other.
                var first = (round + (group / Connections.Length)) % sides.Length;
                foreach (var side in (int[])[first, 1 - first])
                {
                    var (site, members) = sides[side];
                    var codes = Enumerable
                        .Range(0, codesEach)
                        .SelectMany(_ => members.Where((_, member) => member % Groups == group))
                        .Select(member => (member, code(member.App)))
                        .ToList();
                    blocks[side] = await site.VerifyAsync(codes, connections);
                    Assert.Equal([answer], blocks[side].Answers.Keys);
                }

                _pairs.Add(($"{kind} codes, {connections} at a time", blocks[0], blocks[1]));
            }
        }
    }

    /// <summary>A member has one code in each step.</summary>
    private static Task NextStepAsync()
    {
        var sinceStep = TimeSpan.FromTicks(DateTimeOffset.UtcNow.Ticks % Step.Ticks);
        // Timers may be a millisecond early.
        return Task.Delay(Step - sinceStep + TimeSpan.FromMilliseconds(10));
    }

    private void Tell(string codes)
    {
        var pairs = _pairs.Where(pair => pair.Codes == codes).ToList();
        var other = RatedBlock.Sum([.. pairs.Select(pair => pair.Other)]);
        var present = RatedBlock.Sum([.. pairs.Select(pair => pair.Present)]);
        var ratios = pairs
            .Select(pair => pair.Present.RequestsPerSecond / pair.Other.RequestsPerSecond)
            .Order()
            .ToList();
        var median = (ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2;
        Say($"{codes}, the other build: {other}");
        Say($"{codes}, this build:      {present}");
        Say(
            $"{codes}, this build / the other: requests/s {median:0.00}, the median of {ratios.Count} pairs of blocks ({ratios[0]:0.00} to {ratios[^1]:0.00}); processor time {present.ProcessorTimeEach / other.ProcessorTimeEach:0.00}"
        );
    }

    private void Say(FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
