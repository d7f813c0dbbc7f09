using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Passkeys;

/// <summary>Hands tickets to callers and takes them back: by a cookie of this browser, or by a header for callers with a token.</summary>
internal sealed class PasskeyTicketCarrier(
    PasskeySeal seal,
    IOptions<ProfileTwoFactorOptions> options,
    WindowCookieShape cookies,
    TimeProvider time
)
{
    /// <summary>How long a challenge can be answered. It is also what browsers are told.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string CookiePrefix = ".ProfileTwoFactor.K.";

    private readonly ProfileTwoFactorOptions _options = options.Value;

    /// <exception cref="DependencyUnavailableException">The key ring can't be used.</exception>
    public void HandOut(
        HttpContext context,
        ClaimsPrincipal user,
        BindingKey key,
        PasskeyTicket ticket
    )
    {
        if (CallerScheme.IsToken(context, _options))
        {
            context.Response.Headers[ProfileTwoFactorDefaults.PasskeyHeader] = seal.Seal(
                ticket with
                {
                    Caller = CallerOf(user),
                }
            );
            return;
        }

        context.Response.Cookies.Append(
            NameFor(key.Scope),
            seal.Seal(ticket),
            Cookie(context, Lifetime)
        );
    }

    /// <summary>The ticket that the caller presents for a record. Null when there is none, or it is another's, or it has expired.</summary>
    /// <exception cref="DependencyUnavailableException">The key ring can't be read.</exception>
    public PasskeyTicket? Read(
        HttpContext context,
        ClaimsPrincipal user,
        BindingKey key,
        string ownerMemberId,
        PasskeyPurpose purpose
    )
    {
        var isToken = CallerScheme.IsToken(context, _options);
        string? text = isToken
            ? context.Request.Headers[ProfileTwoFactorDefaults.PasskeyHeader]
            : context.Request.Cookies[NameFor(key.Scope)];
        return
            seal.Open(text) is { } ticket
            && ticket.Purpose == purpose
            && ticket.ExpiresAt > time.GetUtcNow()
            && string.Equals(ticket.Key, HashOf(key), StringComparison.Ordinal)
            && string.Equals(ticket.OwnerMemberId, ownerMemberId, StringComparison.Ordinal)
            // Sealed, so that no part of it can be tried out: plain comparisons tell nothing.
            && string.Equals(
                ticket.Caller,
                isToken ? CallerOf(user) : null,
                StringComparison.Ordinal
            )
            ? ticket
            : null;
    }

    public void Forget(HttpContext context, BindingKey key)
    {
        var name = NameFor(key.Scope);
        if (context.Request.Cookies.ContainsKey(name))
        {
            context.Response.Cookies.Delete(name, Cookie(context, null));
        }
    }

    public static string HashOf(BindingKey key) =>
        Text(
            "passkey.ticket.v1",
            key.Scope.Kind.ToString(),
            key.Scope.Tenant,
            key.Scope.Id,
            key.Scope.Stamp,
            key.Epoch,
            key.MemberId,
            key.MemberStamp
        );

    private string CallerOf(ClaimsPrincipal user)
    {
        var subject =
            user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "";
        foreach (var type in _options.WindowClaimTypes)
        {
            if (user.FindFirst(type)?.Value is { Length: > 0 } session)
            {
                return Text("passkey.claim.v1", subject, type, session);
            }
        }

        return Text("passkey.subject.v1", subject);
    }

    private static string Text(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(KeyHash.Compute(parts));

    private static string NameFor(TwoFactorScope scope) =>
        ScopeCookies.NameFor(scope, CookiePrefix);

    private CookieOptions Cookie(HttpContext context, TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            // Strict: only pages of this site ask for passkeys.
            SameSite = SameSiteMode.Strict,
            Secure = cookies.IsSecure(context.Request),
            IsEssential = true,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            MaxAge = lifetime,
        };
}
