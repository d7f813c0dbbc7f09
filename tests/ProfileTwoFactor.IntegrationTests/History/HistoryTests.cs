using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.History;

/// <summary>What the Owner reads of what happened in a profile.</summary>
public sealed class HistoryTests
{
    private const string Url = "/two-factor/api/profiles/acme/history";

    [Fact]
    public async Task Owner_ReadsWhatHappenedAndByWhom_NewestFirst()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.BindAsync("mark");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        var entries = Entries(await owner.GetAsync(Url));

        Assert.Equal(
            [
                nameof(AuthenticatorReset),
                nameof(AuthenticatorBound),
                nameof(ProfileTwoFactorEnabled),
            ],
            entries.Select(Kind)
        );
        Assert.Equal("mark@example.com", entries[0].GetProperty("accountName").GetString());
        Assert.Equal("acme-mark", entries[0].GetProperty("memberId").GetString());
        Assert.Equal("olivia@example.com", entries[0].GetProperty("actorAccountName").GetString());
        Assert.False(entries[0].GetProperty("byOperator").GetBoolean());
        Assert.Equal(32, entries[0].GetProperty("id").GetString()!.Length);
    }

    [Fact]
    public async Task Owner_ReadsWhoEndedWhichVerifications()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        host.Clock.NextStep();
        var phone = await host.BrowserAsync("mark");
        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await mark.EndAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await owner.ProfilePostAsync("acme", "windows/revoke", new { memberId = "acme-mark" });
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await owner.ProfilePostAsync("acme", "windows/revoke");

        var entries = Entries(await owner.GetAsync(Url));

        Assert.Equal(
            [nameof(AllMembersAskedAgain), nameof(MemberAskedAgain), nameof(WindowsEnded)],
            entries.Take(3).Select(Kind)
        );
        Assert.Equal("acme-olivia", entries[0].GetProperty("memberId").GetString());
        Assert.Equal("acme-mark", entries[1].GetProperty("memberId").GetString());
        Assert.Equal("olivia@example.com", entries[1].GetProperty("actorAccountName").GetString());
        Assert.Equal("acme-mark", entries[2].GetProperty("memberId").GetString());
        Assert.Equal("mark@example.com", entries[2].GetProperty("actorAccountName").GetString());
        Assert.Equal(1, entries[2].GetProperty("count").GetInt32());
        var csv = await owner.GetAsync(Url + "?format=csv&kind=MemberAskedAgain");
        Assert.Contains("MemberAskedAgain", csv.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_WhoAreNotTheVerifiedOwner_ReadNothing()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var elsewhere = await host.BrowserAsync("olivia");
        var stranger = await host.BrowserAsync("zoe");
        var anonymous = await host.BrowserAsync();

        AnswerAssert.Refused(403, "not-owner", await mark.GetAsync(Url));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync(Url));
        AnswerAssert.Refused(403, "not-a-member", await stranger.GetAsync(Url));
        AnswerAssert.Refused(401, "sign-in-required", await anonymous.GetAsync(Url));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.GetAsync(Url + "?format=csv")
        );
    }

    [Fact]
    public async Task Profile_ThatIsOff_ShowsItsPastToItsOwner()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await owner.ProfilePostAsync("acme", "disable");
        var other = await host.BrowserAsync("olivia");

        Assert.Contains(
            nameof(ProfileTwoFactorDisabled),
            Entries(await other.GetAsync(Url)).Select(Kind)
        );
    }

    [Fact]
    public async Task History_IsThatOfOneProfile()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (oscar, _) = await host.EnableAsync("beta", "oscar");

        var entries = Entries(await oscar.GetAsync("/two-factor/api/profiles/beta/history"));

        Assert.All(
            entries,
            entry => Assert.Equal("oscar@example.com", entry.GetProperty("accountName").GetString())
        );
        Assert.NotEmpty(entries);
    }

    [Fact]
    public async Task Filters_AreMetTogether()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (mark, app) = await host.BindAsync("mark");
        await mark.VerifyAsync(app.WrongCode());

        async Task<IEnumerable<string>> KindsAsync(string query) =>
            Entries(await owner.GetAsync(Url + query)).Select(Kind);

        Assert.Equal([nameof(CodeRefused)], await KindsAsync("?kind=CodeRefused"));
        Assert.Empty(await KindsAsync("?kind=Unknown"));
        Assert.Equal(
            [nameof(CodeRefused), nameof(AuthenticatorBound)],
            (await KindsAsync("?member=acme-mark")).Order().Reverse()
        );
        Assert.Equal(
            [nameof(ProfileTwoFactorEnabled)],
            await KindsAsync("?until=2026-11-22T12:01:00Z")
        );
        Assert.DoesNotContain(
            nameof(ProfileTwoFactorEnabled),
            await KindsAsync("?from=2026-11-22T21:01:00%2B09:00")
        );
        Assert.Empty(await KindsAsync("?from=2026-11-23"));
        Assert.Empty(await KindsAsync("?kind=AuthenticatorBound&member=acme-olivia"));
    }

    [Fact]
    public async Task Pages_FollowEachOther()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await FillAsync(host, 120);
        var seen = new List<string>();
        var after = "";
        while (true)
        {
            var page = (await owner.GetAsync($"{Url}?count=50{after}")).Json;
            seen.AddRange(
                page.GetProperty("entries")
                    .EnumerateArray()
                    .Select(one => one.GetProperty("id").GetString()!)
            );
            if (page.GetProperty("next").GetString() is not { } next)
            {
                break;
            }

            after = $"&after={next}";
        }

        Assert.Equal(121, seen.Count);
        Assert.Equal(121, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("count=0", "'count'")]
    [InlineData("count=201", "'count'")]
    [InlineData("count=x", "'count'")]
    [InlineData("from=yesterday", "'from'")]
    [InlineData("from=2026-02-30", "'from'")]
    [InlineData("until=22.11.2026", "'until'")]
    [InlineData("from=2026-11-23&until=2026-11-22", "'from'")]
    [InlineData("after=x", "'after'")]
    [InlineData("after=99999999999999999999-a", "'after'")]
    [InlineData("kind=K%C3%A4se", "'kind'")]
    [InlineData("format=xlsx", "'format'")]
    [InlineData("kind=a&kind=b", "'kind'")]
    public async Task Query_ThatMakesNoSense_IsRefusedByName(string query, string named)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.GetAsync($"{Url}?{query}");

        AnswerAssert.Refused(400, "invalid-request", answer);
        Assert.Contains(
            named,
            answer.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Csv_HasAllRows_AndNoFormula()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await FillAsync(host, 450, name: "=HYPERLINK(\"https://evil.example\")");

        var answer = await owner.GetAsync(Url + "?format=csv");

        Assert.Equal("text/csv; charset=utf-8", answer.Header("Content-Type"));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(
            "attachment; filename=\"security-history.csv\"",
            answer.Header("Content-Disposition")
        );
        var rows = answer
            .Body.TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(452, rows.Length);
        Assert.StartsWith("\"time\",\"kind\",\"account\"", rows[0], StringComparison.Ordinal);
        Assert.Contains(
            "\"'=HYPERLINK(\"\"https://evil.example\"\")\"",
            rows[1],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(rows, row => row.Contains(",\"=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_IsAlsoAskedForByTheAcceptHeader()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.Add("Accept", "text/csv");
        var answer = await owner.SendAsync(request);

        Assert.Equal("text/csv; charset=utf-8", answer.Header("Content-Type"));
    }

    [Fact]
    public async Task Operator_IsNotNamed_AndTheReasonIs()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        await host
            .App.Services.GetRequiredService<ITwoFactorOperator>()
            .RemoveProfileBindingAsync(
                "acme",
                "acme-mark",
                new OperatorAction
                {
                    OperatorId = "sam-7",
                    OperatorName = "sam@example.com",
                    Reason = "Lost the phone",
                }
            );

        var answer = await owner.GetAsync(Url);

        var entry = Entries(answer).First(one => Kind(one) == nameof(RemovedByOperator));
        Assert.True(entry.GetProperty("byOperator").GetBoolean());
        Assert.Equal("Lost the phone", entry.GetProperty("reason").GetString());
        Assert.Equal("MemberAuthenticator", entry.GetProperty("removal").GetString());
        Assert.DoesNotContain("sam", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OlderThanTheRetention_AreNotShownAndDeleted()
    {
        await using var host = await StartAsync(options =>
            options.Retention = TimeSpan.FromDays(1)
        );
        var (_, app) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromDays(2));
        var owner = await host.BrowserAsync("olivia");
        await owner.VerifyAsync(app.CurrentCode());

        Assert.Equal([nameof(CodeVerified)], Entries(await owner.GetAsync(Url)).Select(Kind));
        var kept = await host
            .App.Services.GetRequiredService<IHistoryStore>()
            .ListAsync(
                new HistoryQuery { Scope = TwoFactorScope.Profile("acme"), Limit = 10 },
                default
            );
        Assert.Equal([nameof(CodeVerified)], kept.Select(one => one.Kind));
    }

    [Fact]
    public async Task Profile_ThatTheAppDeleted_LeavesNoHistory()
    {
        await using var host = await StartAsync();
        await host.EnableAsync("beta", "oscar");
        host.Directory.RemoveProfile("beta");

        var result = await host
            .App.Services.GetRequiredService<ITwoFactorOperator>()
            .ForgetAsync(
                TwoFactorScope.Profile("beta"),
                new OperatorAction
                {
                    OperatorId = "job",
                    OperatorName = "job",
                    Reason = "Deleted",
                }
            );

        Assert.True(result.Succeeded);
        Assert.Empty(
            await host
                .App.Services.GetRequiredService<IHistoryStore>()
                .ListAsync(
                    new HistoryQuery { Scope = TwoFactorScope.Profile("beta"), Limit = 10 },
                    default
                )
        );
    }

    [Fact]
    public async Task Store_ThatFails_UndoesNothing_AndIsAnsweredWith503()
    {
        var store = new BrokenHistory();
        await using var host = await StartAsync(store: store);
        var (owner, _) = await host.EnableAsync();

        Assert.True((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        AnswerAssert.Refused(503, "two-factor-unavailable", await owner.GetAsync(Url));
    }

    [Fact]
    public async Task Store_ThatShowsAnotherProfilesEvents_IsNotBelieved()
    {
        var store = new BrokenHistory
        {
            Answer = [Record("foreign") with { Scope = TwoFactorScope.Profile("beta") }],
        };
        await using var host = await StartAsync(store: store);
        var (owner, _) = await host.EnableAsync();

        AnswerAssert.Refused(503, "two-factor-unavailable", await owner.GetAsync(Url));
    }

    [Fact]
    public async Task Start_WithoutAStore_IsRefusedWithWhatToAdd()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(services: services =>
                services.AddProfileTwoFactor().AddSecurityHistory()
            )
        );

        Assert.StartsWith(
            "AddSecurityHistory() requires a store.",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Host_WithoutAHistory_HasNoCall()
    {
        await using var host = await GateHost.StartAsync();
        var (owner, _) = await host.EnableAsync();

        Assert.Equal(404, (await owner.GetAsync(Url)).StatusCode);
    }

    internal static Task<GateHost> StartAsync(
        Action<SecurityHistoryOptions>? configure = null,
        IHistoryStore? store = null
    ) =>
        GateHost.StartAsync(services: services =>
        {
            if (store is not null)
            {
                services.AddSingleton(store);
            }

            services.AddProfileTwoFactor().AddInMemoryHistory().AddSecurityHistory(configure);
        });

    private static async Task FillAsync(GateHost host, int count, string name = "mark@example.com")
    {
        var store = host.App.Services.GetRequiredService<IHistoryStore>();
        for (var number = 0; number < count; number++)
        {
            await store.AddAsync(
                Record($"event-{number}") with
                {
                    AccountName = name,
                    Time = TestClock.Noon.AddSeconds(number / 3),
                },
                default
            );
        }
    }

    private static HistoryRecord Record(string id) =>
        new()
        {
            Scope = TwoFactorScope.Profile("acme"),
            EventId = id,
            Kind = nameof(CodeVerified),
            Time = TestClock.Noon,
            MemberId = "acme-mark",
            AccountName = "mark@example.com",
            ActorMemberId = "acme-mark",
            ActorAccountName = "mark@example.com",
        };

    private static List<JsonElement> Entries(Answer answer)
    {
        Assert.True(answer.StatusCode == 200, answer.Body);
        return [.. answer.Json.GetProperty("entries").EnumerateArray()];
    }

    private static string Kind(JsonElement entry) => entry.GetProperty("kind").GetString()!;

    private sealed class BrokenHistory : IHistoryStore
    {
        public IReadOnlyList<HistoryRecord>? Answer { get; init; }

        public Task AddAsync(HistoryRecord record, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The history is down.");

        public Task<IReadOnlyList<HistoryRecord>> ListAsync(
            HistoryQuery query,
            CancellationToken cancellationToken
        ) =>
            Answer is { } answer
                ? Task.FromResult(answer)
                : throw new InvalidOperationException("The history is down.");

        public Task<bool> DeleteAsync(
            DateTimeOffset before,
            int limit,
            CancellationToken cancellationToken
        ) => Task.FromResult(false);

        public Task DeleteScopeAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
