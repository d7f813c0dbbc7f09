using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>Redis that evicts, is flushed, comes back from an old snapshot, or takes no writes.</summary>
[Collection(Cluster.Second)]
public sealed class RedisForgetsTests(FaultyNode fixture) : IClassFixture<FaultyNode>
{
    private const string Fill =
        "for i=1,500 do redis.call('SET', ARGV[1]..i, string.rep('x', 500)) end";

    private RedisServer Redis => fixture.Cluster.Redis;

    [ServersFact]
    public async Task An_evicted_window_costs_one_code_and_resets_no_count_of_failures()
    {
        using var olivia = await fixture.VerifiedAsync();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("invalid-code", (await olivia.VerifyAsync(fixture.App.WrongCode())).Code);
        }

        await Redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "4mb");
        try
        {
            for (var round = 0; await WindowsAsync() > 0; round++)
            {
                Assert.InRange(round, 0, 200);
                await Redis.ExecuteAsync("EVAL", Fill, 0, $"fill:{round}:");
            }

            await FaultyNode.EventuallyAsync(
                olivia,
                HttpStatusCode.Unauthorized,
                "verification-required"
            );
            Assert.Equal("invalid-code", (await olivia.VerifyAsync(fixture.App.WrongCode())).Code);
            Assert.Equal("locked-out", (await olivia.VerifyAsync(fixture.App.WrongCode())).Code);
        }
        finally
        {
            await Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
            await Redis.ExecuteAsync("FLUSHALL");
            await fixture.Cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await fixture.VerifyAsync(olivia);
        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }

    [ServersFact]
    public async Task A_flush_in_the_rush_hour_costs_each_member_one_code_and_locks_no_member_out()
    {
        using var olivia = await fixture.VerifiedAsync();
        var clock = fixture.Cluster.Clock;
        var members = new List<(NodeCaller Caller, FakeAuthenticator App)>();
        foreach (var name in (string[])["mark", "mei", "oscar"])
        {
            var caller = await fixture.SignedInAsync(name);
            members.Add((caller, await caller.Client.BindTwoFactorAsync("acme", clock)));
        }

        members.Add((olivia, fixture.App));
        await clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        var rush = Crowd.RunAsync(
            50,
            async i =>
            {
                var answers = new List<NodeAnswer>();
                for (var n = 0; n < 5; n++)
                {
                    answers.Add(await FaultyNode.GatedAsync(members[i % members.Count].Caller));
                }

                return answers;
            }
        );
        await Redis.ExecuteAsync("FLUSHALL");

        Assert.All(
            (await rush).SelectMany(answers => answers),
            answer =>
                Assert.Contains(
                    answer.Code,
                    (string?[])[null, "verification-required", "two-factor-unavailable"]
                )
        );
        foreach (var (caller, app) in members)
        {
            await FaultyNode.EventuallyAsync(
                caller,
                HttpStatusCode.Unauthorized,
                "verification-required"
            );
            Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(app.Code())).Status);
            await FaultyNode.EventuallyAsync(caller, HttpStatusCode.OK);
        }

        await ResetEverybodyAsync(olivia);
        members.ForEach(member => member.Caller.Dispose());
    }

    [ServersFact]
    public async Task A_snapshot_of_redis_restored_after_a_reset_opens_nothing_for_the_window_that_was_in_it()
    {
        using var olivia = await fixture.VerifiedAsync();
        using var stolen = await fixture.SignedInAsync("mark");
        var clock = fixture.Cluster.Clock;
        await stolen.Client.BindTwoFactorAsync("acme", clock);
        Assert.Equal(HttpStatusCode.OK, (await FaultyNode.GatedAsync(stolen)).Status);
        await Redis.ExecuteAsync("SAVE");
        await ResetEverybodyAsync(olivia);
        Redis.Kill();
        await Redis.StartAsync();
        try
        {
            Assert.NotEqual(0, await WindowsAsync());

            // What is still true is believed again; what was revoked is not, also when the member has bound again.
            await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
            await FaultyNode.EventuallyAsync(
                stolen,
                HttpStatusCode.Unauthorized,
                "binding-required"
            );
            using var laptop = await fixture.SignedInAsync("mark");
            await clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            await laptop.Client.BindTwoFactorAsync("acme", clock);
            Assert.Equal("verification-required", (await FaultyNode.GatedAsync(stolen)).Code);
        }
        finally
        {
            File.Delete(Path.Combine(Redis.Folder, "dump.rdb"));
            await ResetEverybodyAsync(olivia);
        }
    }

    [ServersFact]
    public Task A_redis_that_became_a_read_only_replica_burns_no_code_and_keeps_verified_members_in() =>
        WithoutWritesAsync(
            () => Redis.ExecuteAsync("REPLICAOF", "127.0.0.1", "1"),
            () => Redis.ExecuteAsync("REPLICAOF", "NO", "ONE")
        );

    [ServersFact]
    public Task A_redis_that_is_full_burns_no_code_and_keeps_verified_members_in() =>
        WithoutWritesAsync(
            async () =>
            {
                await Redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
                await Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
            },
            () => Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0")
        );

    private async Task WithoutWritesAsync(Func<Task> breakIt, Func<Task> mendIt)
    {
        using var olivia = await fixture.VerifiedAsync();
        using var laptop = await fixture.SignedInAsync();
        // More than a minute: the window wants to be extended, which will fail.
        await fixture.Cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        var code = fixture.App.Code();
        await breakIt();
        try
        {
            FaultyNode.AssertUnavailable(await laptop.VerifyAsync(code));
            await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
            Assert.NotEqual(HttpStatusCode.OK, (await FaultyNode.GatedAsync(laptop)).Status);
        }
        finally
        {
            await mendIt();
        }

        await Eventually.TrueAsync(
            async () => (await laptop.VerifyAsync(code)).Status == HttpStatusCode.OK,
            "the same code is taken, since it was not used"
        );
        await FaultyNode.EventuallyAsync(laptop, HttpStatusCode.OK);
    }

    /// <summary>By the Owner, who must be verified: everyone else binds again.</summary>
    private static async Task ResetEverybodyAsync(NodeCaller owner)
    {
        var members = await owner.GetAsync("/two-factor/api/profiles/acme/members");
        foreach (var member in JsonElement.Parse(members.Body).EnumerateArray())
        {
            if (member.GetProperty("accountName").GetString() != "olivia@example.com")
            {
                var id = member.GetProperty("memberId").GetString();
                Assert.Equal(
                    HttpStatusCode.NoContent,
                    (await owner.ProfilePostAsync($"members/{id}/reset")).Status
                );
            }
        }
    }

    private async Task<int> WindowsAsync() =>
        (int)await Redis.ExecuteAsync("EVAL", "return #redis.call('KEYS', 'heatmap:ptf:w:*')", 0);
}
