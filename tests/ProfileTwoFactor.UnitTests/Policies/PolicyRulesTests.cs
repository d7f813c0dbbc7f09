using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

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
            new PolicyRecord
            {
                Scope = TwoFactorScope.Profile("acme"),
                Enabled = true,
                Epoch = "epoch-1",
                ChangedAt = default,
                ChangedBy = "owner",
                Values = new()
                {
                    AllowedAuthenticators = stored?.Split(
                        ' ',
                        StringSplitOptions.RemoveEmptyEntries
                    ),
                },
            }
        );

        Assert.Equal(counts, string.Join(' ', found.AllowedAuthenticators));
    }
}
