using System.Security.Claims;
using System.Threading.RateLimiting;

namespace HeatmapSite.RateLimits;

/// <summary>Which calls are limited, and who shares a limit.</summary>
internal sealed class RequestLimits(RateLimitSettings settings)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>The limits that don't need to know the person.</summary>
    public RateLimitPartition<string> ByAddress(HttpContext context) =>
        LimitOf(context) == RequestLimit.SignIn
            ? Limit(RequestLimit.SignIn, Address(context), settings.SignIn)
            : RateLimitPartition.GetNoLimiter("");

    public RateLimitPartition<string> ByPerson(HttpContext context) =>
        LimitOf(context) switch
        {
            RequestLimit.Password => Limit(
                RequestLimit.Password,
                PersonOrAddress(context),
                settings.Password
            ),
            RequestLimit.Invitations => Limit(
                RequestLimit.Invitations,
                PersonOrAddress(context),
                settings.Invitations
            ),
            RequestLimit.TwoFactor => Limit(
                RequestLimit.TwoFactor,
                PersonOrAddress(context),
                settings.TwoFactor
            ),
            _ => RateLimitPartition.GetNoLimiter(""),
        };

    private static RequestLimit? LimitOf(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        // The package's endpoints and pages are all below one segment, however the rest is written.
        return request.Path.StartsWithSegments("/two-factor")
            ? RequestLimit.TwoFactor
            : context.GetEndpoint()?.Metadata.GetMetadata<LimitRequestsAttribute>()?.Limit;
    }

    private static RateLimitPartition<string> Limit(RequestLimit kind, string who, int permits) =>
        permits == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                $"{kind}|{who}",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Period }
            );

    private static string PersonOrAddress(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? $"person {id}"
            : Address(context);

    /// <summary>Behind a proxy it is the caller's only with ASPNETCORE_FORWARDEDHEADERS_ENABLED; without, all callers share one limit.</summary>
    private static string Address(HttpContext context) =>
        $"address {context.Connection.RemoteIpAddress}";
}
