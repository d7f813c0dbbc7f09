using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Races;

/// <summary>
/// The races of <see cref="NodeRaceTests"/> in numbers that need hours, over three processes on PostgreSQL and Redis. Good parts can be added up.
/// </summary>
[Collection(Cluster.First)]
public sealed class RaceCampaignTests(ITestOutputHelper output)
{
    private const int Processes = 3;
    private const int Submissions = 64;
    private const int Guesses = 500;
    private const int Codes = 1_000_000;

    /// <summary>After so many rounds their sum is told, so that a campaign that is stopped keeps it.</summary>
    private const int RacesAPart = 100;

    /// <inheritdoc cref="RacesAPart"/>
    private const int GuessesAPart = 10;

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    [RaceFact]
    public async Task Of_64_submissions_of_one_code_over_three_processes_never_two_succeed()
    {
        var rounds = RaceFactAttribute.RoundsOr(200);
        await using var cluster = await StartAsync();
        // Each has a code of their own, so that the clock moves only for every fourth.
        var members = new[]
        {
            await RaceMember.OwnerAsync(cluster, "olivia", "acme"),
            await RaceMember.MemberAsync(cluster, "mark", "acme"),
            await RaceMember.MemberAsync(cluster, "mei", "acme"),
            await RaceMember.OwnerAsync(cluster, "oscar", "beta"),
        };
        var tally = new RaceTally(Processes);
        Begin();
        for (var done = 0; done < rounds; done += members.Length)
        {
            await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            foreach (var member in members.Take(rounds - done))
            {
                var code = member.App.Code();
                tally.Add(await member.SubmitAsync(Submissions, _ => code));
            }

            if (tally.Rounds >= RacesAPart || done + members.Length >= rounds)
            {
                // A submission of a used code is no guess. And no code that was counted as wrong hides among the refused ones.
                Assert.Equal(0, await FailuresAsync(cluster));
                tally.EnsureShowsSomething();
                Tell(tally);
                tally = new RaceTally(Processes);
            }
        }

        Array.ForEach(members, member => member.Dispose());
    }

    [RaceFact]
    public async Task Of_500_wrong_guesses_over_three_processes_never_more_than_the_budget_are_looked_at()
    {
        var rounds = RaceFactAttribute.RoundsOr(20);
        await using var cluster = await StartAsync();
        using var member = await RaceMember.OwnerAsync(cluster, "oscar", "beta");
        var tally = new GuessTally();
        Begin();
        for (var round = 0; round < rounds; round++)
        {
            await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            var wrong = WrongCodes(member, round);

            var answers = await member.SubmitAsync(
                Guesses,
                i => wrong[i],
                i => $"203.0.113.{i % 250}, 10.{i % 200}.0.1"
            );

            if (tally.Add(answers, await FailuresAsync(cluster)))
            {
                // The right code has to wait as well, at whichever node and from whichever address.
                Assert.All(
                    await member.SubmitInTurnAsync(member.App.Code(), "198.51.100.7"),
                    answer => Assert.Equal("locked-out", answer.Code)
                );
            }

            // After the delay it counts, which gives the next round a budget of its own.
            await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(HttpStatusCode.OK, (await member.SubmitAsync(member.App.Code())).Status);
            Assert.Equal(0, await FailuresAsync(cluster));

            if (tally.Rounds == GuessesAPart || round + 1 == rounds)
            {
                tally.EnsureShowsSomething();
                Tell(tally);
                tally = new GuessTally();
            }
        }
    }

    private static Task<Cluster> StartAsync() =>
        Cluster.StartAsync(
            Processes,
            settings =>
            {
                // The limits would thin races out before they reach the store.
                settings["ProfileTwoFactor:ConcurrentCodeAttempts"] = "1000";
                settings["ProfileTwoFactor:ConcurrentCodeAttemptsPerMember"] = "1000";
                settings["RateLimits:TwoFactor"] = "0";
                settings["Logging:LogLevel:ProfileTwoFactor"] = "Error";
                // Nor may the machine's slowness: what takes too long is answered with 503.
                settings["Node:DependencyTimeout"] = "00:00:30";
                settings["ConnectionStrings:Database"] += ";Maximum Pool Size=100;Timeout=30";
            },
            killsNodes: true
        );

    /// <summary>Different ones, as of a caller who means it.</summary>
    private static List<string> WrongCodes(RaceMember member, int round)
    {
        var right = Enumerable.Range(-3, 7).Select(member.App.CurrentCode).ToHashSet();
        return Enumerable
            .Range(0, Guesses + right.Count)
            .Select(i =>
                (((round * Guesses) + i) % Codes).ToString("D6", CultureInfo.InvariantCulture)
            )
            .Where(code => !right.Contains(code))
            .Take(Guesses)
            .ToList();
    }

    private static async Task<int> FailuresAsync(Cluster cluster) =>
        int.Parse(
            await cluster.SqlAsync("""SELECT SUM("Failures") FROM "TwoFactorBindings" """),
            CultureInfo.InvariantCulture
        );

    private void Begin()
    {
        RaceFactAttribute.Begin();
        _watch.Restart();
    }

    private void Tell(object tally)
    {
        var sum = string.Create(
            CultureInfo.InvariantCulture,
            $"{tally} seconds={_watch.Elapsed.TotalSeconds:0}"
        );
        output.WriteLine(sum);
        RaceFactAttribute.Tell(sum);
        _watch.Restart();
    }
}
