using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Accounts.Internal;

namespace ProfileTwoFactor.UnitTests.Accounts;

public sealed class SessionSchemeTests
{
    /// <summary>Identity makes its external cookie the default for signing in. A guard there would never see a session.</summary>
    [Theory]
    [InlineData("named", "authenticates", "default", "named")]
    [InlineData("named", null, null, "named")]
    [InlineData(null, "authenticates", "default", "authenticates")]
    [InlineData(null, "authenticates", null, "authenticates")]
    [InlineData(null, null, "default", "default")]
    [InlineData(null, null, null, null)]
    public void Name_IsTheHostsOwnOrTheOneThatAuthenticates(
        string? named,
        string? authenticates,
        string? usual,
        string? expected
    )
    {
        var scheme = new SessionScheme(
            Options.Create(new AccountTwoFactorOptions { SessionScheme = named }),
            Options.Create(
                new AuthenticationOptions
                {
                    DefaultScheme = usual,
                    DefaultAuthenticateScheme = authenticates,
                    DefaultSignInScheme = "external",
                }
            )
        );

        Assert.Equal(expected, scheme.Name);
    }
}
