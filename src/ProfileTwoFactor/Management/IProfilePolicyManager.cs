using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor;

/// <summary>Changes the rules of a profile within the limits of <see cref="ProfileTwoFactorOptions.PolicyLimits"/>. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>The remarks on <see cref="IProfileTwoFactorManager"/> apply. <see cref="ProfileTwoFactorStatus.Policy"/> contains the rules.</remarks>
public interface IProfilePolicyManager
{
    /// <summary>Changes the values that the Owner set. Requires the Owner, two-factor authentication, and a fresh verification.</summary>
    /// <param name="context">The request.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="change">Returns the new values for the current ones, for example <c>values => values with { WindowLifetime = TimeSpan.FromHours(1) }</c>. Null is the app's value. It can be called more than once.</param>
    /// <param name="version">The <see cref="ProfilePolicyStatus.Version"/> that the person saw, or null. If the values were changed since then, the result is <c>conflict</c>.</param>
    /// <returns>The status with the new rules. If a value is outside of the limits, <c>invalid-request</c>, and if the Owner verified with a kind of authenticator that would no longer be allowed, <c>not-bound</c>. Nothing is changed then.</returns>
    /// <remarks>
    /// A shorter lifetime counts for open windows at their next request. A longer one doesn't open a window that has expired. The messages of the error name
    /// the rules as in the HTTP API.
    /// </remarks>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> ChangeAsync(
        HttpContext context,
        string profileId,
        Func<ProfilePolicyValues, ProfilePolicyValues> change,
        string? version = null
    );
}
