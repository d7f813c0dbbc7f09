using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class SignOutSchemeTests
{
    [Theory]
    [InlineData("own", "accounts", "authenticates", "default", "own")]
    [InlineData("own", null, null, null, "own")]
    [InlineData(null, "accounts", "authenticates", "default", "accounts")]
    [InlineData(null, "accounts", null, null, "accounts")]
    [InlineData(null, null, "authenticates", "default", "authenticates")]
    [InlineData(null, null, null, "default", "default")]
    [InlineData(null, null, null, null, null)]
    public void Name_IsTheFirstThatTheHostNames(
        string? own,
        string? accounts,
        string? authenticates,
        string? usual,
        string? expected
    )
    {
        var scheme = new SignOutScheme(
            Options.Create(new ProfileTwoFactorOptions { SessionScheme = own }),
            Options.Create(new AccountTwoFactorOptions { SessionScheme = accounts }),
            Options.Create(
                new AuthenticationOptions
                {
                    DefaultScheme = usual,
                    DefaultAuthenticateScheme = authenticates,
                }
            )
        );

        Assert.Equal(expected, scheme.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ClosesWindows_IfTheHostWantsIt(bool wanted)
    {
        var scheme = new SignOutScheme(
            Options.Create(new ProfileTwoFactorOptions { CloseWindowsAtSignOut = wanted }),
            Options.Create(new AccountTwoFactorOptions()),
            Options.Create(new AuthenticationOptions())
        );

        Assert.Equal(wanted, scheme.ClosesWindows);
    }
}
