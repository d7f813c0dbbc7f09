using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Configuration;

public sealed class OptionsValidatorTests
{
    private readonly ProfileTwoFactorOptionsValidator _validator = new();

    [Fact]
    public void Validate_Defaults_AreFine() =>
        Assert.True(_validator.Validate(null, new ProfileTwoFactorOptions()).Succeeded);

    [Fact]
    public void Validate_StrictWindows_AreFine()
    {
        var options = new ProfileTwoFactorOptions().UseStrictWindows();

        Assert.True(_validator.Validate(null, options).Succeeded);
        Assert.Equal(TimeSpan.FromHours(1), options.WindowLifetime);
        Assert.Equal(TimeSpan.FromHours(24), options.WindowAbsoluteLifetime);
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEveryMistakeWithItsValueAtOnce()
    {
        var options = new ProfileTwoFactorOptions
        {
            WindowLifetime = TimeSpan.FromMilliseconds(999),
            WindowAbsoluteLifetime = TimeSpan.Zero,
            SensitiveActionMaxAge = TimeSpan.FromSeconds(-1),
            DecisionLifetime = TimeSpan.FromMinutes(6),
            DecisionCapacity = 1,
            ToleratedSteps = 3,
            ConcurrentCodeAttempts = 0,
            ConcurrentCodeAttemptsPerMember = 10_001,
            PendingBindingLifetime = TimeSpan.FromMinutes(11),
            DependencyTimeout = TimeSpan.Zero,
            ToleratedClockSkew = TimeSpan.FromMilliseconds(500),
            ProfileIdParameter = " ",
            PathPrefix = "two-factor/",
            UngatedProfileEndpoints = (UngatedEndpointBehavior)9,
            ApplicationName = "",
            IssuerTemplate = "{Nonsense}",
        };
        options.TokenAuthenticationSchemes.Add(ProfileTwoFactorDefaults.AuthenticationScheme);

        var failures = _validator.Validate(null, options).Failures!.ToList();

        string[] named =
        [
            "WindowLifetime",
            "WindowAbsoluteLifetime",
            "SensitiveActionMaxAge",
            "DecisionLifetime",
            "DecisionCapacity",
            "ToleratedSteps",
            "ConcurrentCodeAttempts",
            "ConcurrentCodeAttemptsPerMember",
            "PendingBindingLifetime",
            "DependencyTimeout",
            "ToleratedClockSkew",
            "ProfileIdParameter",
            "PathPrefix",
            "UngatedProfileEndpoints",
            "ApplicationName",
            "IssuerTemplate",
            "AuthenticationSchemes",
        ];
        Assert.Equal(named.Length, failures.Count);
        Assert.All(
            named,
            name =>
                Assert.Contains(
                    failures,
                    failure => failure.StartsWith($"ProfileTwoFactor:{name} ")
                )
        );
        Assert.Contains(failures, failure => failure.Contains("00:00:00.9990000"));
        Assert.Contains(failures, failure => failure.Contains("'two-factor/'"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//evil")]
    [InlineData("/a/")]
    [InlineData("/{sid}")]
    [InlineData("")]
    public void Validate_PathPrefixThatIsNone_IsRefused(string prefix) =>
        Assert.True(
            _validator.Validate(null, new ProfileTwoFactorOptions { PathPrefix = prefix }).Failed
        );

    [Fact]
    public void Validate_ClocksLeftUncompared_AreAllowedBecauseItWasSaid() =>
        Assert.True(
            _validator
                .Validate(
                    null,
                    new ProfileTwoFactorOptions { ToleratedClockSkew = Timeout.InfiniteTimeSpan }
                )
                .Succeeded
        );

    [Fact]
    public void Validate_InfiniteAbsoluteLifetime_IsAllowedBecauseItWasSaid() =>
        Assert.True(
            _validator
                .Validate(
                    null,
                    new ProfileTwoFactorOptions
                    {
                        WindowAbsoluteLifetime = Timeout.InfiniteTimeSpan,
                    }
                )
                .Succeeded
        );
}
