using System.Net;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Scale;

/// <summary>What docs/scale.md says of cache and store, counted.</summary>
public sealed class OperationCountTests(ITestOutputHelper output)
{
    private const int Requests = 1000;
    private const int Seconds = 10;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(100, 200)]
    public Task Gated_requests_ask_cache_and_stores_once_per_active_member_and_decision_lifetime(
        int members,
        int mostDecisions
    ) => CountAsync(members, mostDecisions);

    [LongFact]
    public Task Gated_requests_of_ten_thousand_active_members_ask_once_each() =>
        CountAsync(10_000, Requests);

    [Fact]
    public async Task A_verification_writes_the_store_once_and_the_cache_four_times()
    {
        await using var world = await CountingWorld.StartAsync(members: 1);
        using var client = world.Member(0);
        var app = await client.EnableTwoFactorAsync("acme", world.Clock);
        await world.SettledAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Operations.Restart();

        await client.VerifyTwoFactorAsync("acme", app);

        output.WriteLine(world.Operations.ToString());
        // One write uses up the code and lists the window. Policy and record are read before, here one by one.
        Assert.Equal(1, world.Operations.StoreWrites);
        Assert.Equal(2, world.Operations.StoreReads);
        // The trial entry, which is read back and removed, the activity, and the window.
        Assert.Equal(4, world.Operations.CacheWrites);
        Assert.Equal(1, world.Operations.CacheReads);
    }

    private async Task CountAsync(int members, int mostDecisions)
    {
        await using var world = await CountingWorld.StartAsync(members);
        for (var number = 0; number < members; number++)
        {
            using var client = world.Member(number);
            await (
                number == 0
                    ? client.EnableTwoFactorAsync("acme", world.Clock)
                    : client.BindTwoFactorAsync("acme", world.Clock)
            );
        }

        await world.SettledAsync();
        // A while later, so that activity wants writing down.
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        world.Operations.Restart();
        for (var request = 0; request < Requests; request++)
        {
            using var client = world.Member(request % members);
            using var answer = await client.GetAsync("/p/acme");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            world.Clock.Advance(TimeSpan.FromSeconds(Seconds) / Requests);
        }

        var counts = world.Operations;
        output.WriteLine($"{members} active members, {Requests} requests in {Seconds} s: {counts}");
        // Window and activity; policy and binding.
        Assert.InRange(counts.CacheReads, 2, 2 * mostDecisions);
        // And one or two of the background, which deletes ended epochs.
        Assert.InRange(counts.StoreReads, 2, 2 * mostDecisions + 2);
        Assert.Equal(Math.Min(members, Requests), counts.CacheWrites);
        Assert.Equal(0, counts.StoreWrites);
    }
}
