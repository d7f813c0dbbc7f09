using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Stands directly before the endpoint's own code: without a positive decision for this request and this endpoint it never runs.</summary>
internal sealed class DecisionGuard(ILogger<DecisionGuard> logger)
{
    /// <exception cref="InvalidOperationException">Authorization did not run, or other code succeeded in its place.</exception>
    /// <param name="context">The request.</param>
    /// <param name="profile">Whether the endpoint is behind the gate or a shared link.</param>
    /// <param name="account">Whether it wants the account's second factor.</param>
    /// <returns>The decisions the request was let in with.</returns>
    public AdmittedBy Demand(HttpContext context, bool profile, bool account)
    {
        // The output cache may sit behind authorization; here it is certainly there.
        NoStore.ForbidOutputCache(context);
        var admitted = new AdmittedBy(
            profile ? RecordedDecision.Find(context) : null,
            account ? RecordedDecision.FindAccount(context) : null
        );
        if (
            (!profile || admitted.Profile is { Admits: true })
            && (!account || admitted.Account is { Admits: true })
        )
        {
            return admitted;
        }

        var endpoint = context.GetEndpoint()?.DisplayName;
        GateLog.EndpointUndecided(logger, endpoint);
        // Fails the request. It is better than running an endpoint without a decision.
        throw new InvalidOperationException(
            $"Endpoint '{endpoint}' requires two-factor authentication, but was reached without a positive gate decision. "
                + "Call app.UseAuthorization() after app.UseRouting() and before the endpoints, and remove AllowAnonymous from the endpoint."
        );
    }
}
