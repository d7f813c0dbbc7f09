using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>The app's cookie scheme whose sessions are checked.</summary>
internal sealed class SessionScheme(
    IOptions<AccountTwoFactorOptions> options,
    IOptions<AuthenticationOptions> authentication
)
{
    /// <summary>Null when the host names none and has no default, which stops it at start.</summary>
    /// <remarks>
    /// The scheme that authenticates, not the one that signs in: Identity makes its external cookie the default for signing in, and a
    /// guard there would never see a session.
    /// </remarks>
    public string? Name { get; } =
        options.Value.SessionScheme
        ?? authentication.Value.DefaultAuthenticateScheme
        ?? authentication.Value.DefaultScheme;
}
