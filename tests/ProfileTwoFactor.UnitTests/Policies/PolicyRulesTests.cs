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

        var policy = PolicyOf(
            TwoFactorScope.Profile("acme\r\ncrit: all is lost"),
            ["a\nb", "c\u2028d"]
        );
        rules.Of(policy);
        rules.Of(policy);

        var line = Assert.Single(log.Warnings);
        Assert.Contains("profile acme??crit: all is lost allow", line, StringComparison.Ordinal);
        Assert.Contains(": a?b, c?d. ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Theory]
    [InlineData(null, null, 400)]
    [InlineData(null, 50, 400)]
    [InlineData(30, null, 30)]
    [InlineData(30, 60, 60)]
    [InlineData(30, 10, 30)]
    public void WindowIsKept_AsLongAsAnyOwnerMaySet(int? own, int? longest, int expected)
    {
        var rules = RulesOf(options =>
        {
            options.WindowAbsoluteLifetime = own is { } days
                ? TimeSpan.FromDays(days)
                : Timeout.InfiniteTimeSpan;
            options.PolicyLimits.MaxAbsoluteLifetime = longest is { } most
                ? TimeSpan.FromDays(most)
                : null;
        });

        Assert.Equal(
            TimeSpan.FromDays(expected),
            rules.WindowIsKept(withoutLimit: TimeSpan.FromDays(400))
        );
    }

    [Theory]
    [InlineData(24, null, 24)]
    [InlineData(24, 48, 48)]
    [InlineData(24, 1, 24)]
    public void ActivityIsKept_AsLongAsAnyOwnerMaySet(int own, int? longest, int expected)
    {
        var rules = RulesOf(options =>
        {
            options.WindowLifetime = TimeSpan.FromHours(own);
            options.PolicyLimits.MaxWindowLifetime = longest is { } most
                ? TimeSpan.FromHours(most)
                : null;
        });

        Assert.Equal(TimeSpan.FromHours(expected), rules.ActivityIsKept);
    }

    [Fact]
    public void Message_LongerThanTheAppAllows_IsNotShown()
    {
        var rules = RulesOf(options => options.PolicyLimits.MaxMessageLength = 5);

        Assert.Equal("hello", rules.Of(PolicyOf(new() { Message = "hello" })).Message);
        Assert.Null(rules.Of(PolicyOf(new() { Message = "hello!" })).Message);
    }

    [Theory]
    [InlineData(EnrollmentProof.None, null, EnrollmentProof.None)]
    [InlineData(EnrollmentProof.None, EnrollmentProof.None, EnrollmentProof.None)]
    [InlineData(EnrollmentProof.None, EnrollmentProof.Required, EnrollmentProof.Required)]
    [InlineData(EnrollmentProof.Required, null, EnrollmentProof.Required)]
    [InlineData(EnrollmentProof.Required, EnrollmentProof.None, EnrollmentProof.Required)]
    public void EnrollmentProof_OfAppAndOwner_IsRequiredIfOneRequiresIt(
        EnrollmentProof app,
        EnrollmentProof? owner,
        EnrollmentProof expected
    )
    {
        var rules = RulesOf(options => options.EnrollmentProof = app);

        var found = rules.Of(PolicyOf(new() { EnrollmentProof = owner, Message = "hello" }));

        Assert.Equal(expected, found.EnrollmentProof);
    }

    /// <summary>What isn't a value admits no one.</summary>
    [Theory]
    [InlineData(2, null, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(2, 3, 0)]
    [InlineData(2, -1, 0)]
    public void MachineCallers_OfAnOwner_AreHeldToTheAppsLimit(int most, int? owner, int expected)
    {
        var values = new ProfilePolicyValues { MachineCallers = (MachineCallerAccess?)owner };
        void Configure(ProfileTwoFactorOptions options) =>
            options.PolicyLimits.MaxMachineCallers = (MachineCallerAccess)most;

        var added = RulesOf(Configure, AddedRule.MachineCallers).Of(PolicyOf(values));
        var without = RulesOf(Configure).Of(PolicyOf(values));

        Assert.Equal((MachineCallerAccess)expected, added.MachineCallers);
        Assert.Equal(MachineCallerAccess.Deny, without.MachineCallers);
    }

    [Theory]
    [InlineData(null, UpstreamProof.Deny)]
    [InlineData(UpstreamProof.Deny, UpstreamProof.Deny)]
    [InlineData(UpstreamProof.Allow, UpstreamProof.Allow)]
    [InlineData((UpstreamProof)2, UpstreamProof.Deny)]
    public void UpstreamProof_OfAnOwner_CountsIfTheAppHasIt(
        UpstreamProof? owner,
        UpstreamProof expected
    )
    {
        var policy = PolicyOf(new() { UpstreamProof = owner, Message = "hello" });

        Assert.Equal(expected, RulesOf(null, AddedRule.UpstreamProof).Of(policy).UpstreamProof);
        Assert.Equal(UpstreamProof.Deny, RulesOf(null).Of(policy).UpstreamProof);
    }

    [Fact]
    public void UpstreamProof_IsARuleOfAppsThatNameAnIssuer()
    {
        var rules = RulesOf(options =>
            options.UpstreamIssuers.Add(new() { Issuer = "https://issuer.example" })
        );

        Assert.Equal([AddedRule.UpstreamProof], rules.Added);
        Assert.Empty(RulesOf(null).Added);
    }

    /// <summary>What had ended stays ended.</summary>
    [Fact]
    public void Moments_OfAnOwner_AreThoseThatWereStored()
    {
        static DateTimeOffset At(int ticks) => new(ticks, TimeSpan.Zero);

        var found = RulesOf(null)
            .Of(
                PolicyOf(
                    new()
                    {
                        UpstreamAfter = At(1),
                        ActiveAfter = At(2),
                        VerifiedAfter = At(3),
                        CodesAfter = At(4),
                        PasskeysAfter = At(5),
                    }
                )
            );

        Assert.Equal(
            (1, 2, 3, 4, 5),
            (
                found.UpstreamAfter,
                found.ActiveAfter,
                found.VerifiedAfter,
                found.CodesAfter,
                found.PasskeysAfter
            )
        );
    }

    [Fact]
    public void Age_OfAnOwner_IsHeldToTheLimitsAndKnownAsTheOwners()
    {
        var rules = RulesOf(options =>
        {
            options.SensitiveActionMaxAge = TimeSpan.FromMinutes(10);
            options.PolicyLimits.MinSensitiveActionMaxAge = TimeSpan.FromMinutes(2);
        });

        var low = rules.Of(PolicyOf(new() { SensitiveActionMaxAge = TimeSpan.FromMinutes(1) }));
        var none = rules.Of(PolicyOf(new() { Message = "hello" }));

        Assert.Equal(TimeSpan.FromMinutes(2), low.OwnerMaxAge);
        Assert.Equal(TimeSpan.FromMinutes(2), low.SensitiveActionMaxAge);
        Assert.Null(none.OwnerMaxAge);
        Assert.Equal(TimeSpan.FromMinutes(10), none.SensitiveActionMaxAge);
        Assert.Same(rules.Host, rules.Of(null));
        Assert.Same(rules.Host, rules.Of(PolicyOf(null as ProfilePolicyValues)));
    }

    private static PolicyRules RulesOf(
        Action<ProfileTwoFactorOptions>? configure,
        params string[] added
    )
    {
        var options = new ProfileTwoFactorOptions();
        configure?.Invoke(options);
        return new(
            Options.Create(options),
            new SupportedAuthenticators([]),
            NullLogger<PolicyRules>.Instance,
            added.Select(name => new AddedRule(name))
        );
    }

    private static PolicyRecord PolicyOf(ProfilePolicyValues? values) =>
        PolicyOf(TwoFactorScope.Profile("acme"), null) with
        {
            Values = values,
        };

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
