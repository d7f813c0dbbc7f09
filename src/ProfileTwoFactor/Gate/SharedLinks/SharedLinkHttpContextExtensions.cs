using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor;

/// <summary>Gives endpoints the link that let the request in.</summary>
public static class SharedLinkHttpContextExtensions
{
    /// <summary>The shared link this request was admitted by.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="InvalidOperationException">The endpoint is not behind <see cref="RequireSharedLinkAttribute"/>.</exception>
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
