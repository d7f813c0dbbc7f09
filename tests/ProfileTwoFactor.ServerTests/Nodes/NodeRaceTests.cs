using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Attackers who spread their requests over the nodes, over browsers and over addresses.</summary>
[Collection(Cluster.First)]
public sealed class NodeRaceTests(ThreeNodes fixture) : IClassFixture<ThreeNodes>
{
    private const int BrowsersANode = 2;

    private static int Rounds => Tools.RunsLong ? 200 : 4;

    [ServersFact]
    public async Task Of_64_submissions_of_one_code_over_three_nodes_never_two_succeed()
    {
        var cluster = fixture.Cluster;
        var (app, callers) = await CallersAsync(cluster, "olivia", "acme");
        var succeeded = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
            var code = app.Code();

            var answers = await Crowd.RunAsync(
                64,
                i => callers[i % callers.Count].VerifyAsync(code)
            );

            var successes = answers.Count(answer => answer.Status == HttpStatusCode.OK);
            succeeded += successes;
            // A busy machine may answer the one that got through with 503: its outcome was too late to be told.
            Assert.InRange(successes, 0, 1);
            Assert.True(
                successes == 1 || answers.Any(answer => (int)answer.Status == 503),
                "a good code was taken from nobody"
            );
            Assert.All(
                answers.Where(answer => answer.Status != HttpStatusCode.OK),
                answer =>
                    Assert.Contains(
                        answer.Code,
                        (string[])["invalid-code", "two-factor-unavailable"]
                    )
            );
        }

        Assert.NotEqual(0, succeeded);
        callers.ForEach(caller => caller.Dispose());
    }

    [ServersFact]
    public async Task Of_500_wrong_guesses_over_nodes_browsers_and_forged_addresses_no_more_than_the_budget_are_looked_at()
    {
        var cluster = fixture.Cluster;
        var (app, callers) = await CallersAsync(cluster, "oscar", "beta");
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        var wrong = app.WrongCode();

        var answers = await Crowd.RunAsync(
            500,
            i =>
                callers[i % callers.Count]
                    .VerifyAsync(
                        wrong,
                        "beta",
                        forwardedFor: $"203.0.113.{i % 250}, 10.{i % 200}.0.1"
                    )
        );

        var looked = answers.Count(answer => answer.Code == "invalid-code");
        Assert.InRange(looked, 1, 5);
        Assert.All(
            answers,
            answer =>
                Assert.Contains(
                    answer.Code,
                    (string[])["invalid-code", "locked-out", "two-factor-unavailable"]
                )
        );
        // The right code has to wait as well, at whichever node and from whichever address.
        var right = app.Code();
        foreach (var caller in callers)
        {
            Assert.Equal(
                "locked-out",
                (await caller.VerifyAsync(right, "beta", "198.51.100.7")).Code
            );
        }

        callers.ForEach(caller => caller.Dispose());
    }

    /// <summary>An Owner, bound, in several browsers at each node.</summary>
    private static async Task<(FakeAuthenticator App, List<NodeCaller> Callers)> CallersAsync(
        Cluster cluster,
        string name,
        string profile
    )
    {
        var owner = await NodeBrowser.SignedInAsync(cluster.Nodes[0], name);
        using var client = owner.At(cluster.Nodes[0]);
        var app = await client.EnableTwoFactorAsync(profile, cluster.Clock);
        var callers = new List<NodeCaller>();
        foreach (var node in cluster.Nodes)
        {
            for (var i = 0; i < BrowsersANode; i++)
            {
                var browser = await NodeBrowser.SignedInAsync(node, name);
                callers.Add(await NodeCaller.AtAsync(browser, node));
            }
        }

        return (app, callers);
    }
}
