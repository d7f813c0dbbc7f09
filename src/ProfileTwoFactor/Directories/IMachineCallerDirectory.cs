using System.Security.Claims;

namespace ProfileTwoFactor;

/// <summary>Tells machine callers, such as API keys, apart from people. Implement it if such callers use gated endpoints, and register it by <c>AddMachineCallers</c>.</summary>
/// <remarks>
/// It replaces no other check: the app's own authentication accepts the key, and <see cref="IProfileDirectory.FindAsync"/> must return a membership
/// for it, for example the creator's. Callers who signed in with a cookie are people and are never looked up. An exception, or a result later than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, refuses the request with 503.
/// </remarks>
public interface IMachineCallerDirectory
{
    /// <summary>Finds the key with which a request was authenticated. Called on each gated request that no cookie authenticated, and again while its connection is open.</summary>
    /// <param name="user">The caller, as the app's scheme authenticated it. Decide by its claims: they are all that remains of a request whose connection stays open.</param>
    /// <param name="profileId">The canonical profile id, or null for a call about an account.</param>
    /// <param name="cancellationToken">Canceled when the caller disconnects, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    /// <returns>Null if the caller is a person, who then needs a code. Also return null for a key that may not be used in this profile.</returns>
    ValueTask<MachineCaller?> FindAsync(
        ClaimsPrincipal user,
        string? profileId,
        CancellationToken cancellationToken
    );

    /// <summary>Streams the keys that can be used in a profile. The preview shows the Owner which of them would be refused.</summary>
    /// <param name="profileId">The canonical profile id.</param>
    /// <param name="cancellationToken">Canceled when the caller disconnects, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    IAsyncEnumerable<MachineCaller> ListAsync(
        string profileId,
        CancellationToken cancellationToken
    );
}
