using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class UnknownLinkTests
{
    public static TheoryData<string> Surfaces => LinkHost.Surfaces;

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task Unknown_expired_revoked_and_odd_tokens_are_one_answer_to_everyone(
        string surface
    )
    {
        await using var host = await LinkHost.StartAsync();
        await host.Gate.EnableAsync();
        var (verified, _) = await host.Gate.BindAsync("mark");
        Browser[] callers =
        [
            await host.Gate.BrowserAsync(),
            await host.Gate.BrowserAsync("zoe"),
            await host.Gate.BrowserAsync("mei"),
            verified,
        ];
        var now = host.Gate.Clock.GetUtcNow();
        host.Links.Add("ends", SharedLinkAccess.Public, expiresAt: now.AddMinutes(1));
        host.Links.Add("ends-too", SharedLinkAccess.MembersOnly, expiresAt: now.AddMinutes(1));
        host.Links.Add("revoked", SharedLinkAccess.Public);
        Assert.Equal(HttpStatusCode.OK, (await verified.GetAsync($"/{surface}/ends")).Status);
        Assert.Equal(HttpStatusCode.OK, (await verified.GetAsync($"/{surface}/ends-too")).Status);
        host.Gate.Clock.Advance(TimeSpan.FromMinutes(2));
        host.Links.Revoke("revoked");
        // A database refuses such text; that must not make another answer out of it.
        host.Links.Before = token =>
            token.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter))
                ? throw new ArgumentException("invalid byte sequence")
                : Task.CompletedTask;
        string[] tokens =
        [
            "unknown",
            "ends",
            "ends-too",
            "revoked",
            new('x', 513),
            new('x', 7_000),
            LinkHost.Public.ToUpperInvariant(),
            $"{LinkHost.Public}%20",
            $"%20{LinkHost.Public}",
            $"{LinkHost.Public}%01",
            $"{LinkHost.Public}%0A",
            $"{LinkHost.Public}%E2%80%8B",
            $"{LinkHost.Public}%2F",
            "%20",
            "%07",
            "%C2%85",
            "%F0%9F%94%91",
            "%EF%BD%90ublic-link-token",
            "%ED%A0%80",
            "%FF",
            "..%2F..%2F",
            "%E2%80%AEkot",
        ];

        var answers = new List<(string Token, string Answer)>();
        var navigations = new List<(string Token, string Answer)>();
        foreach (var token in tokens)
        {
            foreach (var caller in callers)
            {
                answers.Add((token, Flat(await caller.GetAsync($"/{surface}/{token}"))));
                navigations.Add((token, Flat(await caller.NavigateAsync($"/{surface}/{token}"))));
            }
        }

        var expected = answers[0].Answer;
        Assert.Contains("404", expected, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"not-found\"", expected, StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal((answer.Token, expected), answer));
        // The body of a person's error page is the host's.
        var page = navigations[0].Answer;
        Assert.StartsWith("404\n", page, StringComparison.Ordinal);
        Assert.All(navigations, answer => Assert.Equal((answer.Token, page), answer));
    }

    /// <summary>What the package does takes no longer for one than for another: each is one question to the host and none to anything else.</summary>
    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task Unknown_expired_and_revoked_tokens_cost_the_same_questions(string surface)
    {
        await using var host = await LinkHost.StartAsync();
        await host.Gate.EnableAsync();
        var (verified, _) = await host.Gate.BindAsync("mark");
        var now = host.Gate.Clock.GetUtcNow();
        host.Links.Add("ended", SharedLinkAccess.Public, expiresAt: now);
        host.Links.Add("ended-too", SharedLinkAccess.MembersOnly, expiresAt: now);
        host.Links.Add("revoked", SharedLinkAccess.MembersOnly);
        host.Links.Revoke("revoked");

        foreach (var token in new[] { "unknown", "ended", "ended-too", "revoked" })
        {
            var before = Asked(host);

            Assert.Equal("not-found", (await verified.GetAsync($"/{surface}/{token}")).Code);

            Assert.Equal((before.Links + 1, before.Directory, before.Cache), Asked(host));
        }
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task A_link_ends_at_the_tick_it_says(string surface)
    {
        await using var host = await LinkHost.StartAsync();
        var now = host.Gate.Clock.GetUtcNow();
        host.Links.Add("last-tick", SharedLinkAccess.Public, expiresAt: now.AddTicks(1));
        // The same moment, written in another offset.
        host.Links.Add(
            "now",
            SharedLinkAccess.Public,
            expiresAt: now.ToOffset(TimeSpan.FromHours(9))
        );
        var nobody = await host.Gate.BrowserAsync();

        var before = await nobody.GetAsync($"/{surface}/last-tick");
        host.Gate.Clock.Advance(TimeSpan.FromTicks(1));
        var after = await nobody.GetAsync($"/{surface}/last-tick");
        var exactly = await nobody.GetAsync($"/{surface}/now");

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal("not-found", after.Code);
        Assert.Equal("not-found", exactly.Code);
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task A_link_into_a_profile_that_is_gone_is_not_found(string surface)
    {
        await using var host = await LinkHost.StartAsync();
        host.Links.Add("orphan", SharedLinkAccess.MembersOnly, "deleted");
        var mark = await host.Gate.BrowserAsync("mark");

        var answer = await mark.GetAsync($"/{surface}/orphan");
        var unknown = await mark.GetAsync($"/{surface}/unknown");

        Assert.Equal("not-found", answer.Code);
        Assert.Equal(Flat(unknown), Flat(answer));
    }

    [Fact]
    public async Task An_optional_token_that_is_missing_is_not_found()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes.MapGet("/optional/{token?}", () => Shown.Mark).RequireSharedLink()
        );
        var nobody = await host.Gate.BrowserAsync();

        var answer = await nobody.GetAsync("/optional");

        Assert.Equal("not-found", answer.Code);
        Assert.Equal(0, host.Links.Calls);
    }

    // The stores are asked only about members whom the directory has named, so its calls are enough.
    private static (int Links, int Directory, int Cache) Asked(LinkHost host) =>
        (host.Links.Calls, host.Gate.Directory.Calls, host.Gate.Cache.Reads);

    private static string Flat(Answer answer) =>
        string.Join(
            '\n',
            answer
                .Response.Headers.Concat(answer.Response.Content.Headers)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order(StringComparer.Ordinal)
                .Prepend($"{answer.StatusCode}")
                .Append(answer.Body)
        );
}
