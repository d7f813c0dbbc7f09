using System.Security.Claims;

namespace ProfileTwoFactor;

/// <summary>Returns the app's accounts for account-level two-factor authentication. Implement it in the app. It can be a scoped service.</summary>
/// <remarks>
/// An exception, or an answer later than <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, results in a 503 response: it never signs anyone in.
/// </remarks>
public interface IAccountDirectory
{
    /// <summary>Finds an account.</summary>
    /// <param name="userId">The user id from the app's sessions.</param>
    /// <param name="cancellationToken">Canceled when the result is no longer needed, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    /// <returns>Null if there is no such account, or if the person is no longer allowed to sign in.</returns>
    ValueTask<TwoFactorAccount?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Creates the principal of a new session from the current data.</summary>
    /// <param name="userId">The user id.</param>
    /// <param name="cancellationToken">Canceled when the result is no longer needed, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    /// <returns>The principal, with the user id in one of <see cref="AccountTwoFactorOptions.UserIdClaimTypes"/>. Null if the person isn't allowed to sign in.</returns>
    ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    );
}
