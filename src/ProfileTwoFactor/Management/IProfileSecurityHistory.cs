using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Reads what happened in a profile, for its Owner. Available if the app called <c>AddSecurityHistory()</c>.</summary>
/// <remarks>Checks in the order of <see cref="IProfileTwoFactorManager"/>: signed in, profile and membership, Owner, and, if two-factor authentication is enabled, verified.</remarks>
public interface IProfileSecurityHistory
{
    /// <summary>Gets one page of events, newest first.</summary>
    /// <param name="context">The request of the Owner.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="query">The filters and the page.</param>
    Task<TwoFactorResult<SecurityHistoryPage>> ReadAsync(
        HttpContext context,
        string profileId,
        SecurityHistoryQuery query
    );
}
