using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class PolicyRulesTests
{
    /// <summary>Kinds are held to the app's limits, as durations are. A profile where no kind counts could never be opened again.</summary>
    [Theory]
    [InlineData("totp passkey", null, "totp passkey")]
    [InlineData("passkey", null, "passkey")]
    [InlineData("totp passkey", "passkey", "passkey")]
    [InlineData("totp", "passkey", "passkey")]
    [InlineData("totp", "totp passkey", "totp")]
    [InlineData("unknown", null, "totp passkey")]
    [InlineData("unknown", "totp", "totp passkey")]
    [InlineData("", null, "totp passkey")]
    [InlineData(null, "passkey", "totp passkey")]
    public void Kinds_StoredUnderOtherLimits_AreHeldToThoseOfNow(
        string? stored,
        string? limits,
        string counts
    )
    {
        var options = new ProfileTwoFactorOptions();
        options.PolicyLimits.Authenticators = limits?.Split(' ');
        var rules = new PolicyRules(
            Options.Create(options),
            new SupportedAuthenticators([
                new AddedAuthenticatorKind(SupportedAuthenticators.Passkey),
            ]),
            NullLogger<PolicyRules>.Instance
        );

        var found = rules.Of(
            PolicyOf(
                TwoFactorScope.Profile("acme"),
                stored?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
        );

        Assert.Equal(counts, string.Join(' ', found.AllowedAuthenticators));
    }

    /// <summary>An id that a directory took from the route, and a kind that a newer release stored, write one line.</summary>
    [Fact]
    public void Kinds_ThatAreGone_AreLoggedInOneLine()
    {
        using var log = new RecordedLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        var rules = new PolicyRules(
            Options.Create(new ProfileTwoFactorOptions()),
            new SupportedAuthenticators([]),
            factory.CreateLogger<PolicyRules>()
        );

        rules.Of(
            PolicyOf(TwoFactorScope.Profile("acme\r\ncrit: all is lost"), ["a\nb", "c\u2028d"])
        );

        var line = Assert.Single(log.Warnings);
        Assert.Contains("profile acme??crit: all is lost allow", line, StringComparison.Ordinal);
        Assert.Contains(": a?b, c?d. ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }

    private static PolicyRecord PolicyOf(TwoFactorScope scope, string[]? kinds) =>
        new()
        {
            Scope = scope,
            Enabled = true,
            Epoch = "epoch-1",
            ChangedAt = default,
            ChangedBy = "owner",
            Values = new() { AllowedAuthenticators = kinds },
        };
}
