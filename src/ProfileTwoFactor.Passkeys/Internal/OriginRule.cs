using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>Which pages may ask for a passkey: those of the host that the request came to, and those that the options name.</summary>
/// <remarks>
/// The browser writes the origin into what the authenticator signs. The framework's own rule compares it with the request's Origin header,
/// which the same page sends, so it would accept every origin that reaches the endpoint.
/// </remarks>
internal sealed class OriginRule(IOptions<PasskeyOptions> options, ILogger<OriginRule> logger)
{
    private readonly PasskeyOptions _options = options.Value;

    public ValueTask<bool> AllowsAsync(PasskeyOriginValidationContext context)
    {
        var isAllowed = !context.CrossOrigin && Allows(context.HttpContext.Request, context.Origin);
        if (!isAllowed)
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

        return string.Equals(OriginOf(request), origin, StringComparison.Ordinal);
    }

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
