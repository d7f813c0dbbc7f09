using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Shows members where they have verified, and ends it: in their own browsers, or for the Owner in those of all members. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>
/// The remarks on <see cref="IProfileTwoFactorManager"/> apply. What has ended is refused on this node at once, and on others within
/// <see cref="ProfileTwoFactorOptions.DecisionLifetime"/>, or at once with a backplane. Authenticators stay bound.
/// </remarks>
public interface IProfileWindowManager
{
    /// <summary>Lists the browsers in which the caller has verified, the caller's own first. Requires a verification.</summary>
    Task<TwoFactorResult<VerifiedBrowserList>> ListWindowsAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Ends the verification of one of the caller's own browsers. Requires a verification.</summary>
    /// <param name="context">The request.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="windowId">The <see cref="VerifiedBrowser.Id"/>. The id of another member's browser is as unknown as any other.</param>
    Task<TwoFactorResult> EndWindowAsync(HttpContext context, string profileId, string windowId);

    /// <summary>Ends the verification of all of the caller's browsers but the one that makes the request. Requires a verification.</summary>
    Task<TwoFactorResult> EndOtherWindowsAsync(HttpContext context, string profileId);

    /// <summary>Has all members verify again, except in the browser that makes the request. Requires the Owner and a fresh verification.</summary>
    Task<TwoFactorResult> AskAllAgainAsync(HttpContext context, string profileId);

    /// <summary>Has one member verify again in all browsers. Requires the Owner and a fresh verification.</summary>
    /// <param name="context">The request.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="memberId">The member. If it is the Owner, the browser that makes the request stays verified.</param>
    Task<TwoFactorResult> AskMemberAgainAsync(
        HttpContext context,
        string profileId,
        string memberId
    );
}
