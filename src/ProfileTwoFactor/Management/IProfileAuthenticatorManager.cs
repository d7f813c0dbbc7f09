using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>The authenticators of a member for a profile: lists, adds, names, and removes them. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>The remarks on <see cref="IProfileTwoFactorManager"/> apply.</remarks>
public interface IProfileAuthenticatorManager
{
    /// <summary>Lists the caller's authenticators. Requires a verified browser.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    Task<TwoFactorResult<IReadOnlyList<AuthenticatorInfo>>> ListAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Starts the binding of a first authenticator app with a name.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="name">The name: at most 64 characters on one line. Null or empty for none.</param>
    /// <param name="proof">The proof that a first binding may need. See <see cref="IProfileEnrollmentManager"/>.</param>
    Task<TwoFactorResult<PendingBindingSetup>> BeginFirstAsync(
        HttpContext context,
        string profileId,
        string? name,
        string? proof = null
    );

    /// <summary>Starts the binding of a further authenticator app. Requires a fresh verification. The code that confirms it adds it to the others.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="name">The name: at most 64 characters on one line. Null or empty for none.</param>
    /// <returns><c>too-many-authenticators</c> if there are five apps, or ten authenticators.</returns>
    Task<TwoFactorResult<PendingBindingSetup>> BeginAddingAsync(
        HttpContext context,
        string profileId,
        string? name = null
    );

    /// <summary>Starts the replacement of one authenticator app. Requires a fresh verification. It keeps its name.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="authenticatorId">The id of the app.</param>
    Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId,
        string authenticatorId
    );

    /// <summary>Gives an authenticator a name. Requires a verified browser.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="authenticatorId">The id.</param>
    /// <param name="name">The name: at most 64 characters on one line. Empty for none.</param>
    Task<TwoFactorResult> RenameAsync(
        HttpContext context,
        string profileId,
        string authenticatorId,
        string name
    );

    /// <summary>Removes an authenticator. Requires a fresh verification. What was verified with it must be verified again.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="authenticatorId">The id.</param>
    /// <returns><c>last-authenticator</c> if the caller couldn't verify with another one.</returns>
    Task<TwoFactorResult> RemoveAsync(
        HttpContext context,
        string profileId,
        string authenticatorId
    );
}
