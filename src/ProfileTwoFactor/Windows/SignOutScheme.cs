using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Windows;

/// <summary>The host's cookie scheme whose sign-out closes windows.</summary>
internal sealed class SignOutScheme(
    IOptions<ProfileTwoFactorOptions> options,
    IOptions<AccountTwoFactorOptions> accounts,
    IOptions<AuthenticationOptions> authentication
)
{
    public bool ClosesWindows { get; } = options.Value.CloseWindowsAtSignOut;

    /// <summary>Null when the host names none and has no default.</summary>
    public string? Name { get; } =
        options.Value.SessionScheme
        ?? accounts.Value.SessionScheme
        ?? authentication.Value.DefaultAuthenticateScheme
        ?? authentication.Value.DefaultScheme;
}
