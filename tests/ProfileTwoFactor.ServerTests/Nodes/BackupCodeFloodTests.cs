using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Nodes.Faults;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Backup codes cost the server a derivation each; a flood of them buys no more answers than any other guess.</summary>
[Collection(Cluster.First)]
public sealed class BackupCodeFloodTests(ITestOutputHelper output)
{
    private const int Attempts = 500;

    private static readonly string[] Refusals =
    [
        "invalid-code",
        "locked-out",
        "two-factor-unavailable",
    ];

    [ServersFact]
    public async Task Of_500_backup_codes_at_once_over_many_members_no_more_than_the_budgets_are_looked_at_and_other_pages_answer()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 1);
        var node = cluster.Nodes[0];
        var members = new List<Member>();
        foreach (var name in (string[])["olivia", "mark", "mei", "oscar"])
        {
            members.Add(await MemberAsync(cluster, node, name));
        }

        using var visitor = new NodeBrowser().At(node);
        var bystander = await NodeBrowser.SignedInAsync(node, "zoe");
        using var signedIn = await NodeCaller.AtAsync(bystander, node);
        // Real codes, but of another person: as expensive as a right one.
        var flood = Crowd.RunAsync(
            Attempts,
            async i =>
            {
                var member = members[i % members.Count];
                var answer = await member.TryAsync(i, Stranger(members, member));
                member.Answers.Add(answer);
                return answer;
            }
        );
        var (looks, busy) = (0, 0);
        do
        {
            using var login = await visitor.GetAsync("/account/login");
            Assert.Equal(HttpStatusCode.OK, login.StatusCode);
            // The site's own check of a session gives its database a second, which 500 requests at once on a busy machine may take up.
            var page = await FaultyNode.UngatedAsync(signedIn);
            Assert.Contains((int)page.Status, (int[])[200, 503]);
            busy += page.Status == HttpStatusCode.OK ? 0 : 1;
            looks++;
        } while (!flood.IsCompleted);

        var answers = (await flood).ToList();
        output.WriteLine(
            $"{looks} looks at other pages meanwhile, {busy} sessions not checked in time; {string.Join(", ", answers.CountBy(answer => answer.Code ?? "none"))}"
        );
        // A busy site answers some with 503. What is left of a budget is used up one by one, so that all of it is counted.
        foreach (var member in members)
        {
            NodeAnswer last;
            do
            {
                last = await member.TryAsync(0, Stranger(members, member));
                member.Answers.Add(last);
            } while (last.Status != HttpStatusCode.TooManyRequests);
        }

        Assert.NotEqual(0, looks);
        Assert.All(
            members,
            member =>
            {
                Assert.InRange(member.Answers.Count(a => a.Code == "invalid-code"), 1, 5);
                Assert.All(member.Answers, a => Assert.Contains(a.Code, Refusals));
            }
        );

        Assert.Equal(HttpStatusCode.OK, (await FaultyNode.UngatedAsync(signedIn)).Status);
        // The codes that were tried at the wrong member are good at home, once.
        await cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(5));
        foreach (var member in members)
        {
            Assert.Equal(HttpStatusCode.OK, (await member.TryAsync(0, member.Codes[0])).Status);
            Assert.Equal("invalid-code", (await member.TryAsync(1, member.Codes[0])).Code);
            member.Dispose();
        }
    }

    private static string Stranger(List<Member> members, Member member) =>
        members[(members.IndexOf(member) + 1) % members.Count].Codes[0];

    private static async Task<Member> MemberAsync(Cluster cluster, SampleNode node, string name)
    {
        var callers = new List<NodeCaller>();
        for (var browser = 0; browser < 2; browser++)
        {
            callers.Add(
                await NodeCaller.AtAsync(await NodeBrowser.SignedInAsync(node, name), node)
            );
        }

        await (
            name == "olivia"
                ? callers[0].Client.EnableTwoFactorAsync("acme", cluster.Clock)
                : callers[0].Client.BindTwoFactorAsync("acme", cluster.Clock)
        );
        var issued = await callers[0].ProfilePostAsync("backup-codes");
        return new Member(
            callers,
            [
                .. JsonElement
                    .Parse(issued.Body)
                    .GetProperty("backupCodes")
                    .EnumerateArray()
                    .Select(code => code.GetString()!),
            ]
        );
    }

    private sealed record Member(List<NodeCaller> Callers, string[] Codes) : IDisposable
    {
        public ConcurrentBag<NodeAnswer> Answers { get; } = [];

        public Task<NodeAnswer> TryAsync(int attempt, string backupCode) =>
            Callers[attempt / 4 % Callers.Count].ProfilePostAsync("verify", new { backupCode });

        public void Dispose() => Callers.ForEach(caller => caller.Dispose());
    }
}
