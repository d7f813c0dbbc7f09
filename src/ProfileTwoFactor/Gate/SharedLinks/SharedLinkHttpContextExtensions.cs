using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor;

/// <summary>Returns the shared link of a request.</summary>
public static class SharedLinkHttpContextExtensions
{
    /// <summary>Gets the shared link that admitted the request.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="InvalidOperationException">The endpoint doesn't have <see cref="RequireSharedLinkAttribute"/>.</exception>
    public static SharedLink GetSharedLink(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RecordedDecision.Find(context) is { Admits: true, Link: { } link }
            ? link
            : throw new InvalidOperationException(
                $"Endpoint '{context.GetEndpoint()?.DisplayName}' has no shared link. Add [RequireSharedLink] to the endpoint."
            );
    }
}
