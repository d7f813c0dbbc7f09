using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>What a person who can write to Redis, or a broken program, leaves where a window was.</summary>
[Collection(Cluster.Second)]
public sealed class RedisGarbageTests(FaultyNode fixture) : IClassFixture<FaultyNode>
{
    private static readonly string[] Refusals = ["verification-required", "two-factor-unavailable"];

    [ServersFact]
    public Task Random_bytes_in_place_of_a_window_open_nothing_and_are_removed() =>
        ReplacedAsync(key => WriteAsync(key, Random(134)));

    [ServersFact]
    public Task Ten_megabytes_in_place_of_a_window_open_nothing_and_are_removed() =>
        ReplacedAsync(key => WriteAsync(key, Random(10 * 1024 * 1024)));

    [ServersFact]
    public Task A_window_of_another_browser_in_place_of_ones_own_opens_nothing_and_is_removed() =>
        ReplacedAsync(async key =>
        {
            using var other = await fixture.VerifiedAsync();
            var foreign = Assert.Single((await WindowsAsync()).Except([key]));
            await WriteAsync(
                key,
                ((byte[]?)await fixture.Cluster.Redis.ExecuteAsync("HGET", foreign, "data"))!
            );
        });

    [ServersFact]
    public Task A_list_in_place_of_a_window_opens_nothing_and_is_removed() =>
        ReplacedAsync(BecomesAListAsync);

    [ServersFact]
    public async Task A_list_in_place_of_a_window_that_is_asked_for_again_and_again_shuts_no_other_member_out()
    {
        await fixture.Cluster.Redis.ExecuteAsync("FLUSHALL");
        using var attacker = await fixture.VerifiedAsync();
        var key = Assert.Single(await WindowsAsync());
        using var olivia = await fixture.VerifiedAsync();

        // Five failures in a row would open the circuit of the cache; after each burst another caller comes.
        for (var burst = 0; burst < 3; burst++)
        {
            await BecomesAListAsync(key);
            var answers = await Crowd.RunAsync(10, _ => FaultyNode.GatedAsync(attacker));
            Assert.All(answers, answer => Assert.Contains(answer.Code, Refusals));
            Assert.Equal(HttpStatusCode.OK, (await FaultyNode.GatedAsync(olivia)).Status);
        }
    }

    private async Task BecomesAListAsync(string key)
    {
        await fixture.Cluster.Redis.ExecuteAsync("DEL", key);
        await fixture.Cluster.Redis.ExecuteAsync("LPUSH", key, "x");
    }

    private async Task ReplacedAsync(Func<string, Task> replace)
    {
        await fixture.Cluster.Redis.ExecuteAsync("FLUSHALL");
        using var olivia = await fixture.VerifiedAsync();
        var key = Assert.Single(await WindowsAsync());
        await replace(key);

        for (var i = 0; i < 3; i++)
        {
            var answer = await FaultyNode.GatedAsync(olivia);
            Assert.NotEqual(HttpStatusCode.OK, answer.Status);
            Assert.Contains(answer.Code, Refusals);
        }

        Assert.DoesNotContain(key, await WindowsAsync());
        await fixture.VerifyAsync(olivia);
        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }

    private Task WriteAsync(string key, byte[] data) =>
        fixture.Cluster.Redis.ExecuteAsync("HSET", key, "data", (RedisValue)data);

    private async Task<string[]> WindowsAsync() =>
        ((string[]?)await fixture.Cluster.Redis.ExecuteAsync("KEYS", "heatmap:ptf:w:*"))!;

    private static byte[] Random(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
