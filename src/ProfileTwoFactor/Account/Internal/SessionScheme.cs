using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>The host's cookie scheme whose sessions are guarded.</summary>
internal sealed class SessionScheme(
    IOptions<AccountTwoFactorOptions> options,
    IOptions<AuthenticationOptions> authentication
)
{
    /// <summary>Null when the host names none and has no default, which stops it at start.</summary>
    public string? Name { get; } =
        options.Value.SessionScheme
        ?? authentication.Value.DefaultSignInScheme
        ?? authentication.Value.DefaultScheme;
}
