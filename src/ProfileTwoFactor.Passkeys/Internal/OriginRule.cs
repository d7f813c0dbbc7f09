using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>Which pages may ask for a passkey: those of the host that the request came to, and those that the options name.</summary>
/// <remarks>
/// The browser writes the origin into what the authenticator signs. The framework's own rule compares it with the request's Origin header,
/// which the same page sends, so it would accept every origin that reaches the endpoint. A Host header can be forged as well. By itself
/// that gains nothing, since the passkey belongs to the host. Where it belongs to a whole domain, the settings have to name the host.
/// </remarks>
internal sealed class OriginRule(
    IOptions<PasskeyOptions> options,
    TrustedOrigin hosts,
    ILogger<OriginRule> logger
)
{
    private readonly PasskeyOptions _options = options.Value;

    public ValueTask<bool> AllowsAsync(PasskeyOriginValidationContext context)
    {
        var isAllowed = !context.CrossOrigin && Allows(context.HttpContext.Request, context.Origin);
        if (
            !isAllowed
            && !context.CrossOrigin
            && IsOwn(context.HttpContext.Request, context.Origin)
        )
        {
            PasskeyLog.HostNotNamed(logger, PasskeyLog.Safe(context.Origin));
        }
        else if (!isAllowed)
        {
            PasskeyLog.OriginRefused(
                logger,
                PasskeyLog.Safe(context.Origin),
                PasskeyLog.Safe(OriginOf(context.HttpContext.Request))
            );
        }

        return new(isAllowed);
    }

    private bool Allows(HttpRequest request, string origin)
    {
        foreach (var named in _options.Origins)
        {
            if (string.Equals(named, origin, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return IsOwn(request, origin)
            && (_options.ServerDomain is null || hosts.Find(request) is not null);
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(OriginOf(request), origin, StringComparison.Ordinal);

    private static string? OriginOf(HttpRequest request) =>
        request.Host.HasValue
        && Uri.TryCreate(
            UriHelper.BuildAbsolute(request.Scheme, request.Host),
            UriKind.Absolute,
            out var uri
        )
            ? OriginText.Of(uri)
            : null;
}
