using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Configuration;

public sealed class PolicyLimitsTests
{
    [Fact]
    public void Validate_Defaults_AreFine() => Assert.Empty(Mistakes(_ => { }));

    [Theory]
    [InlineData("00:00:10")]
    [InlineData("00:00:01")]
    public void Validate_ShortOwnValues_AreFine(string window) =>
        Assert.Empty(
            Mistakes(options =>
            {
                options.WindowLifetime = TimeSpan.Parse(window);
                options.WindowAbsoluteLifetime = TimeSpan.Parse(window);
                options.SensitiveActionMaxAge = TimeSpan.FromSeconds(1);
            })
        );

    [Fact]
    public void Validate_EverythingWrong_NamesEveryMistakeWithItsValueAtOnce()
    {
        var mistakes = Mistakes(options =>
        {
            options.PolicyLimits.MinWindowLifetime = TimeSpan.FromDays(2);
            options.PolicyLimits.MaxAbsoluteLifetime = TimeSpan.FromDays(4000);
            options.PolicyLimits.MinSensitiveActionMaxAge = TimeSpan.Zero;
            options.PolicyLimits.MaxMessageLength = 1001;
            options.PolicyLimits.Authenticators = ["totp", "sms"];
        });

        Assert.Equal(
            [
                "ProfileTwoFactor:PolicyLimits:MinWindowLifetime is '2.00:00:00', but the maximum is '1.00:00:00'. Set a shorter minimum, or MaxWindowLifetime.",
                "ProfileTwoFactor:PolicyLimits:MaxAbsoluteLifetime is '4000.00:00:00', but it must be between one second and ten years.",
                "ProfileTwoFactor:PolicyLimits:MinSensitiveActionMaxAge is '00:00:00', but it must be between one second and ten years.",
                "ProfileTwoFactor:PolicyLimits:MaxMessageLength is '1001', but it must be between 0 (no messages) and 1000.",
                "ProfileTwoFactor:PolicyLimits:Authenticators contains 'sms', but this app has: totp. Add the package of that kind, or remove the name.",
            ],
            mistakes
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Validate_MessageLengthOutOfRange_IsNamed(int length) =>
        Assert.Single(Mistakes(options => options.PolicyLimits.MaxMessageLength = length));

    [Fact]
    public void Validate_NoAuthenticatorToChoose_IsNamed() =>
        Assert.Contains(
            "empty",
            Assert.Single(Mistakes(options => options.PolicyLimits.Authenticators = [])),
            StringComparison.Ordinal
        );

    [Fact]
    public void Rules_WithoutValuesOfTheOwner_AreTheOptions()
    {
        var rules = Rules(_ => { }).Of(null);

        Assert.Equal(TimeSpan.FromHours(24), rules.WindowLifetime);
        Assert.Equal(TimeSpan.FromDays(30), rules.AbsoluteLifetime);
        Assert.Equal(TimeSpan.FromMinutes(10), rules.SensitiveActionMaxAge);
        Assert.Null(rules.OwnerMaxAge);
        Assert.Equal(EnrollmentProof.None, rules.EnrollmentProof);
        Assert.Equal(["totp"], rules.AllowedAuthenticators);
    }

    [Theory]
    [InlineData(EnrollmentProof.None, null, EnrollmentProof.None)]
    [InlineData(EnrollmentProof.None, EnrollmentProof.Required, EnrollmentProof.Required)]
    [InlineData(EnrollmentProof.Required, null, EnrollmentProof.Required)]
    [InlineData(EnrollmentProof.Required, EnrollmentProof.None, EnrollmentProof.Required)]
    public void Proof_IsNeverLessThanTheAppRequires(
        EnrollmentProof app,
        EnrollmentProof? owner,
        EnrollmentProof counts
    ) =>
        Assert.Equal(
            counts,
            Rules(options => options.EnrollmentProof = app)
                .Of(Policy(new() { EnrollmentProof = owner }))
                .EnrollmentProof
        );

    /// <summary>An app whose limits became stricter than what an Owner set.</summary>
    [Fact]
    public void Values_BeyondTheLimitsOfToday_AreHeldToThem()
    {
        var rules = Rules(options =>
            {
                options.WindowAbsoluteLifetime = Timeout.InfiniteTimeSpan;
                options.PolicyLimits.MaxWindowLifetime = TimeSpan.FromHours(2);
                options.PolicyLimits.MinSensitiveActionMaxAge = TimeSpan.FromMinutes(3);
                options.PolicyLimits.MaxMessageLength = 4;
            })
            .Of(
                Policy(
                    new()
                    {
                        WindowLifetime = TimeSpan.FromHours(3),
                        AbsoluteLifetime = TimeSpan.FromDays(300),
                        SensitiveActionMaxAge = TimeSpan.FromMinutes(2),
                        Message = "12345",
                    }
                )
            );

        Assert.Equal(TimeSpan.FromHours(2), rules.WindowLifetime);
        Assert.Equal(TimeSpan.FromDays(300), rules.AbsoluteLifetime);
        Assert.Equal(TimeSpan.FromMinutes(3), rules.SensitiveActionMaxAge);
        Assert.Equal(TimeSpan.FromMinutes(3), rules.OwnerMaxAge);
        Assert.Null(rules.Message);
    }

    /// <summary>A kind whose package the app no longer has is no reason to let any other kind in.</summary>
    [Fact]
    public void Authenticators_OfAKindThatIsGone_LeaveThoseOfTheApp() =>
        Assert.Equal(
            ["totp"],
            Rules(_ => { })
                .Of(Policy(new() { AllowedAuthenticators = ["passkey"] }))
                .AllowedAuthenticators
        );

    [Fact]
    public void Kinds_ThatAnotherPackageAdds_AreAllowed() =>
        Assert.Equal(
            ["totp", "passkey"],
            new PolicyRules(
                Options.Create(new ProfileTwoFactorOptions()),
                new SupportedAuthenticators([new("passkey"), new("passkey"), new("totp")]),
                NullLogger<PolicyRules>.Instance
            )
                .Of(null)
                .AllowedAuthenticators
        );

    private static PolicyRules Rules(Action<ProfileTwoFactorOptions> configure) =>
        new(
            Options.Create(Configured(configure)),
            new SupportedAuthenticators([]),
            NullLogger<PolicyRules>.Instance
        );

    private static PolicyRecord Policy(ProfilePolicyValues values) =>
        new()
        {
            Scope = TwoFactorScope.Profile("acme"),
            Enabled = true,
            Epoch = "epoch-1",
            ChangedAt = default,
            ChangedBy = "owner",
            Values = values,
        };

    private static List<string> Mistakes(Action<ProfileTwoFactorOptions> configure) =>
        [
            .. new PolicyLimitsValidator(new SupportedAuthenticators([]))
                .Validate(null, Configured(configure))
                .Failures
                ?? [],
        ];

    private static ProfileTwoFactorOptions Configured(Action<ProfileTwoFactorOptions> configure)
    {
        var options = new ProfileTwoFactorOptions();
        configure(options);
        return options;
    }
}
