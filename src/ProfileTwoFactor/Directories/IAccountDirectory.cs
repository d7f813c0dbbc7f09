using System.Security.Claims;

namespace ProfileTwoFactor;

/// <summary>The host's knowledge of accounts, for account-level two-factor authentication. May be a scoped service.</summary>
/// <remarks>
/// An exception, or an answer later than <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, ends in 503: it never signs anybody in.
/// </remarks>
public interface IAccountDirectory
{
    /// <summary>Finds an account.</summary>
    /// <param name="userId">The user id, as it stands in the host's sessions.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <returns>Null when there is none, or when the person may not sign in any more.</returns>
    ValueTask<TwoFactorAccount?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Makes the principal of a new session, from what the host knows at this moment.</summary>
    /// <param name="userId">The user id.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <returns>Null when the person may not sign in. The principal carries the user id in one of <see cref="AccountTwoFactorOptions.UserIdClaimTypes"/>.</returns>
    ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    );
}
