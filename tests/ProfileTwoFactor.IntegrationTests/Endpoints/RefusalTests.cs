using System.Text.Json;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class RefusalTests
{
    [Theory]
    [MemberData(nameof(KnownRefusals.Codes), MemberType = typeof(KnownRefusals))]
    public async Task Refusal_OfTheManager_AnswersWithItsStatusAndCode(string code, int status)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        host.Manager.Refusal = KnownRefusals.Error(code);

        foreach (var (path, body) in Calls)
        {
            using var answer = body is null
                ? await client.GetAsync(EndpointClient.Profile + path)
                : await client.PostAsync(EndpointClient.Profile + path, body);

            await ProblemAssert.IsAsync(answer, status, code);
        }

        Assert.Equal(Calls.Length, host.Manager.Calls.Count);
    }

    [Fact]
    public void Refusals_HaveATitleOfTheirOwnEach()
    {
        var titles = KnownRefusals
            .Statuses.Keys.Select(code =>
                JsonDocument.Parse(TwoFactorProblemBody.Create(KnownRefusals.Error(code)))
            )
            .Select(body => body.RootElement.GetProperty("title").GetString());

        Assert.Equal(20, titles.Distinct().Count());
    }

    [Fact]
    public async Task BindingRequired_Answer_SaysWhereAndWhomToAsk()
    {
        var (problem, header) = await RefuseAsync(KnownRefusals.Error("binding-required"));

        Assert.Equal("acme", problem.GetProperty("profileId").GetString());
        Assert.Equal("bind", problem.GetProperty("action").GetString());
        Assert.Equal(KnownRefusals.Bind, problem.GetProperty("actionUrl").GetString());
        Assert.Equal("olivia@example.com", problem.GetProperty("ownerEmail").GetString());
        Assert.Equal(
            "ProfileTwoFactor realm=\"acme\", error=\"insufficient_user_authentication\", action=\"bind\"",
            header
        );
    }

    [Fact]
    public async Task VerificationRequired_Answer_SaysWhere()
    {
        var (problem, header) = await RefuseAsync(KnownRefusals.Error("verification-required"));

        Assert.Equal("verify", problem.GetProperty("action").GetString());
        Assert.Equal(KnownRefusals.Verify, problem.GetProperty("actionUrl").GetString());
        Assert.False(problem.TryGetProperty("maxAge", out _));
        Assert.False(problem.TryGetProperty("ownerEmail", out _));
        Assert.Equal(
            "ProfileTwoFactor realm=\"acme\", error=\"insufficient_user_authentication\", action=\"verify\"",
            header
        );
    }

    [Fact]
    public async Task FreshVerificationRequired_Answer_SaysHowFresh()
    {
        var (problem, header) = await RefuseAsync(
            KnownRefusals.Error("fresh-verification-required")
        );

        Assert.Equal(600, problem.GetProperty("maxAge").GetInt32());
        Assert.EndsWith("action=\"verify\", max_age=\"600\"", header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\"b, error=\"x", "a%22b%2C%20error%3D%22x")]
    [InlineData("a\r\nSet-Cookie: b=c", "a%0D%0ASet-Cookie%3A%20b%3Dc")]
    [InlineData("ä/🙂", "%C3%A4%2F%F0%9F%99%82")]
    public async Task ProfileId_InTheChallengeHeader_CannotBreakOutOfIt(string id, string realm)
    {
        var (problem, header) = await RefuseAsync(
            TwoFactorErrorFactory.VerificationRequired(id, KnownRefusals.Verify)
        );

        Assert.StartsWith(
            $"ProfileTwoFactor realm=\"{realm}\", error=",
            header,
            StringComparison.Ordinal
        );
        Assert.Equal(id, problem.GetProperty("profileId").GetString());
    }

    [Theory]
    [InlineData(EndpointHost.BearerToken)]
    [InlineData(EndpointHost.Jwt)]
    public async Task TokenCaller_IsChallengedAsBearer(string scheme)
    {
        await using var host = await EndpointHost.StartAsync(defaultScheme: scheme);
        var client = host.Client();
        var token =
            scheme == EndpointHost.Jwt
                ? TokenIssuer.Issue("olivia")
                : await host.IssueBearerTokenAsync("olivia");
        client.Headers["Authorization"] = $"Bearer {token}";
        host.Manager.Refusal = KnownRefusals.Error("verification-required");

        using var answer = await client.GetAsync(EndpointClient.Profile);

        Assert.StartsWith(
            "Bearer realm=\"acme\", error=\"insufficient_user_authentication\"",
            answer.Headers.WwwAuthenticate.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("sign-in-required")]
    [InlineData("not-owner")]
    public async Task OtherRefusals_CarryNoChallengeOfTheGate(string code)
    {
        var (_, header) = await RefuseAsync(KnownRefusals.Error(code));

        Assert.Equal("", header);
    }

    [Fact]
    public async Task AccountVerificationRequired_OfASignedInCaller_CarriesTheChallenge()
    {
        var (_, header) = await RefuseAsync(KnownRefusals.Error("account-verification-required"));

        Assert.Equal(
            "ProfileTwoFactor realm=\"\", error=\"insufficient_user_authentication\", action=\"verify\"",
            header
        );
    }

    [Theory]
    [InlineData(30_000, 30)]
    [InlineData(30_001, 31)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    public async Task LockedOut_Answer_RoundsTheWaitUp(int milliseconds, int seconds)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        host.Manager.Refusal = TwoFactorErrorFactory.LockedOut(
            TimeSpan.FromMilliseconds(milliseconds)
        );

        using var answer = await client.PostAsync(
            $"{EndpointClient.Profile}/verify",
            """{"code":"123456"}"""
        );

        var problem = await ProblemAssert.IsAsync(answer, 429, "locked-out");
        Assert.Equal(seconds, problem.GetProperty("retryAfter").GetInt32());
        Assert.Equal(TimeSpan.FromSeconds(seconds), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Unavailable_Answer_SaysWhenToTryAgain()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        host.Manager.Refusal = TwoFactorErrorFactory.Unavailable();

        using var answer = await client.GetAsync(EndpointClient.Profile);

        var problem = await ProblemAssert.IsAsync(answer, 503, "two-factor-unavailable");
        Assert.Equal(5, problem.GetProperty("retryAfter").GetInt32());
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task UnexpectedException_OfTheManager_ReachesTheHost()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        host.Manager.Failure = new NotSupportedException("a bug");

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            client.GetAsync(EndpointClient.Profile)
        );
    }

    private static (string Path, string? Body)[] Calls =>
        [
            ("", null),
            ("/members", null),
            ("/binding", "{}"),
            ("/replace", "{}"),
            ("/enable", """{"code":"123456"}"""),
            ("/bind", """{"code":"123456"}"""),
            ("/verify", """{"code":"123456"}"""),
            ("/verify", """{"backupCode":"aaaa-bbbb"}"""),
            ("/backup-codes", "{}"),
            ("/disable", "{}"),
            ("/members/m2/reset", "{}"),
        ];

    private static async Task<(JsonElement Problem, string Header)> RefuseAsync(
        TwoFactorError error
    )
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        host.Manager.Refusal = error;
        using var answer = await client.GetAsync(EndpointClient.Profile);
        var problem = await ProblemAssert.IsAsync(answer, error.StatusCode, error.Code);
        return (problem, answer.Headers.WwwAuthenticate.ToString());
    }
}
