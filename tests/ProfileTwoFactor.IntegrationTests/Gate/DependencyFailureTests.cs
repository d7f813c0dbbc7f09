using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>What the gate asks is down, hung or gives an invalid answer: no caller gets in, nothing is lost, and it recovers by itself.</summary>
public sealed class DependencyFailureTests
{
    private static readonly string TooLong = new('x', 300);

    public static TheoryData<string> Nonsense() =>
        ["no profile", "empty profile id", "long profile id", "empty member id", "long member id"];

    [Theory]
    [InlineData("throws")]
    [InlineData("throws later")]
    [InlineData("hangs")]
    public async Task Gate_WhoseDirectoryFails_AnswersUnavailableAndRecovers(string how)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Directory.Before = Failure(how);
        host.GiveUpSoon();

        await AssertUnavailableAsync(owner);

        host.Directory.Before = null;
        host.BePatient();
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Gate_WhoseDirectoryGivesAnInvalidAnswer_AnswersUnavailable(string kind)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var member = new ProfileMember { MemberId = "m", AccountName = "m@example.com" };
        host.Directory.Rewrite = access =>
            kind switch
            {
                "no profile" => default(ProfileAccess),
                "empty profile id" => new(access!.Value.Profile with { Id = "" }, member),
                "long profile id" => new(access!.Value.Profile with { Id = TooLong }, member),
                "empty member id" => new(access!.Value.Profile, member with { MemberId = "" }),
                _ => new(access!.Value.Profile, member with { MemberId = TooLong }),
            };

        await AssertUnavailableAsync(owner);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("throws later")]
    [InlineData("hangs")]
    public async Task Gate_WhoseCacheFails_AnswersUnavailableAndTheWindowSurvives(string how)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var failure = Failure(how);
        host.Cache.Before = _ => failure();
        host.GiveUpSoon();

        await AssertUnavailableAsync(owner);

        host.Cache.Before = null;
        host.BePatient();
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Gate_WhoseCacheTakesNoWrites_KeepsVerifiedMembersIn()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        host.Cache.BeforeWrite = _ => throw new IOException("read-only replica");

        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);

        // The extension was not written: 23 hours on, the window ends where it would have ended.
        host.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal("verification-required", (await owner.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Gate_WhoseResolverThrows_NeverRunsTheEndpoint()
    {
        await using var host = await GateHost.StartAsync(
            routes => routes.MapGet("/r/item", Secret.Reveal).RequireProfileTwoFactor(),
            options: options =>
                options.ProfileIdResolver = _ => throw new InvalidOperationException("resolver")
        );
        var olivia = await host.BrowserAsync("olivia");

        var answer = await olivia.GetAsync("/r/item");

        Assert.InRange(answer.StatusCode, 500, 599);
        Assert.DoesNotContain(Secret.Text, answer.Body);
    }

    private static Func<Task> Failure(string how) =>
        how switch
        {
            "throws" => () => throw new InvalidOperationException("database down"),
            "throws later" => async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("database down");
            },
            _ => () => Task.Delay(Timeout.Infinite),
        };

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(routes =>
            routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor()
        );

    private static async Task AssertUnavailableAsync(Browser browser)
    {
        var script = await browser.GetAsync("/p/acme");
        Assert.Equal((503, "two-factor-unavailable"), (script.StatusCode, script.Code));
        // The body of a person's answer is left to the host's error pages.
        var person = await browser.NavigateAsync("/p/acme");
        Assert.Equal((503, ""), (person.StatusCode, person.Body));
        foreach (var answer in (Answer[])[script, person])
        {
            Assert.NotNull(answer.Header("Retry-After"));
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            Assert.DoesNotContain("database down", answer.Body);
        }
    }
}
