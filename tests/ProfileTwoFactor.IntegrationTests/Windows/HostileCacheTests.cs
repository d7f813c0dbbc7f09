using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Who can write to the cache can end windows, and can't make or move any.</summary>
public sealed class HostileCacheTests
{
    [Theory]
    [InlineData("random")]
    [InlineData("empty")]
    [InlineData("huge")]
    [InlineData("text")]
    [InlineData("swapped")]
    [InlineData("activity-as-window")]
    [InlineData("window-as-activity")]
    public async Task A_value_we_did_not_seal_for_that_place_opens_nothing_and_is_removed(
        string forgery
    )
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, app) = await engine.Host.EnableAsync();
        var (window, activity) = (cache.WindowKey, cache.ActivityKey);
        var (sealedWindow, sealedActivity) = (cache.Entries[window], cache.Entries[activity]);
        switch (forgery)
        {
            case "random":
                cache.Entries[window] = RandomNumberGenerator.GetBytes(sealedWindow.Length);
                break;
            case "empty":
                cache.Entries[window] = [];
                break;
            case "huge":
                cache.Entries[window] = new byte[10 * 1024 * 1024];
                break;
            case "text":
                cache.Entries[activity] = Encoding.UTF8.GetBytes("2099-01-01T00:00:00Z");
                break;
            case "swapped":
                (cache.Entries[window], cache.Entries[activity]) = (sealedActivity, sealedWindow);
                break;
            case "activity-as-window":
                cache.Entries[window] = sealedActivity;
                break;
            default:
                cache.Entries[activity] = sealedWindow;
                break;
        }

        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));

        Assert.DoesNotContain(window, cache.Entries.Keys);
        Assert.DoesNotContain(activity, cache.Entries.Keys);
        engine.Clock.NextStep();
        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_value_that_another_nodes_keys_might_open_is_left_and_opens_nothing(
        bool flipped
    )
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, app) = await engine.Host.EnableAsync();
        var (window, activity) = (cache.WindowKey, cache.ActivityKey);
        if (flipped)
        {
            cache.Entries[window] =
            [
                .. cache.Entries[window][..^1],
                (byte)(cache.Entries[window][^1] ^ 1),
            ];
        }
        else
        {
            cache.Entries[activity] = cache.Entries[activity][..^4];
        }

        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
        Assert.Contains(window, cache.Entries.Keys);
        Assert.Contains(activity, cache.Entries.Keys);

        engine.Clock.NextStep();
        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        Assert.DoesNotContain(window, cache.Entries.Keys);
        Assert.DoesNotContain(activity, cache.Entries.Keys);
    }

    [Fact]
    public async Task Another_members_entries_copied_over_ones_own_open_nothing()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        await engine.Host.EnableAsync();
        var (window, activity) = (cache.WindowKey, cache.ActivityKey);
        var (mark, _) = await engine.Host.BindAsync("mark");
        var own = cache.Entries.Keys.Where(key => key != window && key != activity).ToArray();
        cache.Entries[own.Single(key => key.StartsWith("ptf:w:", StringComparison.Ordinal))] =
            cache.Entries[window];
        cache.Entries[own.Single(key => key.StartsWith("ptf:a:", StringComparison.Ordinal))] =
            cache.Entries[activity];

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("ptf:w:")]
    [InlineData("ptf:a:")]
    public async Task Half_a_window_is_none(string lost)
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, _) = await engine.Host.EnableAsync();
        cache.Remove(
            cache.Entries.Keys.Single(key => key.StartsWith(lost, StringComparison.Ordinal))
        );

        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Entries_a_cache_kept_too_long_are_judged_by_our_clock()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, _) = await engine.Host.EnableAsync();
        engine.Clock.Advance(TimeSpan.FromHours(24));

        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
        Assert.NotNull(cache.Get(cache.WindowKey));
    }

    [Fact]
    public async Task A_snapshot_restored_after_disabling_opens_nothing()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, mark, _) = await engine.WithMarkAsync();
        var snapshot = cache.Entries.ToArray();
        var cookies = mark.Cookies.GetCookieHeader(new Uri("https://localhost/"));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        await owner.EnableAsync();
        await mark.BindAsync();
        foreach (var (key, value) in snapshot)
        {
            cache.Entries[key] = value;
        }

        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Accept", "application/json");
        var replayed = await new Browser(engine.Host.Server, engine.Clock).SendAsync(request);
        AnswerAssert.Refused(401, "verification-required", replayed);
    }

    [Fact]
    public async Task The_cache_never_learns_the_token()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, _) = await engine.Host.EnableAsync();
        var token = CookieTests.WindowCookies(owner).Single().Value;
        var random = token[(token.LastIndexOf('.') + 1)..];

        Assert.Equal(43, random.Length);
        Assert.All(cache.Entries.Keys, key => Assert.DoesNotContain(random, key));
        Assert.All(
            cache.Entries.Values,
            value => Assert.DoesNotContain(random, Encoding.Latin1.GetString(value))
        );
    }

    private static async Task<(TestEngine Engine, SnoopingCache Cache)> StartAsync()
    {
        var cache = new SnoopingCache();
        var engine = await TestEngine.StartAsync(
            options => options.DecisionLifetime = TimeSpan.Zero,
            services => services.AddSingleton<IDistributedCache>(cache)
        );
        return (engine, cache);
    }
}
