using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>The authenticators of the caller's account: lists, adds, names, and removes them. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>The remarks on <see cref="IAccountTwoFactorManager"/> apply.</remarks>
public interface IAccountAuthenticatorManager
{
    /// <summary>Lists the caller's authenticators. Requires a verified browser.</summary>
    /// <param name="context">The request of the signed-in person.</param>
    Task<TwoFactorResult<IReadOnlyList<AuthenticatorInfo>>> ListAsync(HttpContext context);

    /// <summary>Starts the binding of a first authenticator app with a name.</summary>
    /// <param name="context">The request of the signed-in person.</param>
    /// <param name="name">The name: at most 64 characters on one line. Null or empty for none.</param>
    Task<TwoFactorResult<PendingBindingSetup>> BeginFirstAsync(HttpContext context, string? name);

    /// <summary>Starts the binding of a further authenticator app. Requires a fresh verification. The code that confirms it adds it to the others.</summary>
    /// <param name="context">The request of the signed-in person.</param>
    /// <param name="name">The name: at most 64 characters on one line. Null or empty for none.</param>
    /// <returns><c>too-many-authenticators</c> if there are five apps, or ten authenticators.</returns>
    Task<TwoFactorResult<PendingBindingSetup>> BeginAddingAsync(
        HttpContext context,
        string? name = null
    );

    /// <summary>Starts the replacement of one authenticator app. Requires a fresh verification. It keeps its name.</summary>
    /// <param name="context">The request of the signed-in person.</param>
    /// <param name="authenticatorId">The id of the app.</param>
    Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string authenticatorId
    );

    /// <summary>Gives an authenticator a name. Requires a verified browser.</summary>
    /// <param name="context">The request of the signed-in person.</param>
    /// <param name="authenticatorId">The id.</param>
    /// <param name="name">The name: at most 64 characters on one line. Empty for none.</param>
    Task<TwoFactorResult> RenameAsync(HttpContext context, string authenticatorId, string name);

    /// <summary>Removes an authenticator. Requires a fresh verification. What was verified with it must be verified again.</summary>
    /// <param name="context">The request of the signed-in person.</param>
    /// <param name="authenticatorId">The id.</param>
    /// <returns><c>last-authenticator</c> if the caller couldn't verify with another one.</returns>
    Task<TwoFactorResult> RemoveAsync(HttpContext context, string authenticatorId);
}
