using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class WindowOptionTests
{
    [Theory]
    [InlineData("00:00:00.5")]
    [InlineData("-1.00:00:00")]
    [InlineData("3651.00:00:00")]
    [InlineData("10675199.02:48:05.4775807")]
    public void Validate_ADurationNoCacheCanAdd_IsRefusedByName(string text)
    {
        var duration = TimeSpan.Parse(text);
        var result = new ProfileTwoFactorOptionsValidator().Validate(
            null,
            new ProfileTwoFactorOptions
            {
                WindowLifetime = duration,
                WindowAbsoluteLifetime = duration,
                SensitiveActionMaxAge = duration,
            }
        );

        Assert.True(result.Failed);
        Assert.Equal(
            ["WindowLifetime", "WindowAbsoluteLifetime", "SensitiveActionMaxAge"],
            result.Failures.Select(failure => failure.Split(':', ' ')[1])
        );
    }

    [Fact]
    public void Validate_TheLongestDurations_AreFine() =>
        Assert.True(
            new ProfileTwoFactorOptionsValidator()
                .Validate(
                    null,
                    new ProfileTwoFactorOptions
                    {
                        WindowLifetime = TimeSpan.FromDays(3650),
                        WindowAbsoluteLifetime = Timeout.InfiniteTimeSpan,
                        SensitiveActionMaxAge = TimeSpan.FromDays(3650),
                    }
                )
                .Succeeded
        );
}
