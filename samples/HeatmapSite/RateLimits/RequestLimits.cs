using System.Security.Claims;
using System.Threading.RateLimiting;

namespace HeatmapSite.RateLimits;

/// <summary>Which calls are limited, and who shares a limit.</summary>
internal sealed class RequestLimits(RateLimitSettings settings)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var path = request.Path;
        if (path.StartsWithSegments("/two-factor"))
        {
            return Limit("two-factor", PersonOrAddress(context), settings.TwoFactor);
        }

        if (
            path.StartsWithSegments("/api/session")
            || path.StartsWithSegments("/account/login")
            || path.StartsWithSegments("/api/invitations")
            || path.StartsWithSegments("/invitations")
        )
        {
            return Limit("sign-in", Address(context), settings.SignIn);
        }

        var invites =
            path.Value is { } value
            && (
                value.EndsWith("/invitations", StringComparison.OrdinalIgnoreCase)
                || value.EndsWith("/settings/members", StringComparison.OrdinalIgnoreCase)
            );
        return invites
            ? Limit("invitations", PersonOrAddress(context), settings.Invitations)
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> Limit(string kind, string who, int permits) =>
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
