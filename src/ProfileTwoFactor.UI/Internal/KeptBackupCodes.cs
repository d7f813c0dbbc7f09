using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>
/// Backup codes that were just issued, for the same browser once more: a set-up that is closed or loaded again before <i>Finish</i> would
/// otherwise lose them. The server keeps none, so the browser keeps them, sealed, in a cookie that no script can read.
/// </summary>
/// <remarks>
/// They open for the person, the session, and the set they were issued with, and only while the session could create new ones anyway.
/// Reading them removes the cookie from this browser. A copy of it opens, with the session, until the ten minutes are over, or until a new
/// verification, sign-in, or set; unlike new codes, which the person is told of, that goes unnoticed.
/// </remarks>
internal sealed class KeptBackupCodes(
    IDataProtectionProvider protection,
    IOptions<ProfileTwoFactorOptions> options,
    TimeProvider time
)
{
    internal const string CookieName = "ProfileTwoFactor.BackupCodes";

    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // The window of a new authenticator opens in the call that issues the codes, perhaps by another node's clock.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private readonly BackupCodesSeal _seal = new(protection);

    /// <summary>Without a key ring nothing is kept, and the codes are still shown.</summary>
    public void Keep(
        HttpContext context,
        AccountTwoFactorStatus status,
        IReadOnlyList<string> codes,
        string? notice = null
    )
    {
        if (status.BackupCodeSetId is null || status.BackupCodesLeft != codes.Count)
        {
            return;
        }

        try
        {
            var sealedCodes = new SealedBackupCodes(
                Recipient(context, status),
                time.GetUtcNow(),
                [.. codes]
            )
            {
                Notice = notice,
            };
            context.Response.Cookies.Append(
                CookieName,
                _seal.Seal(sealedCodes),
                Cookie(context, Lifetime)
            );
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Forget(context);
        }
    }

    /// <returns>Null when this browser keeps none that this session may see.</returns>
    public SealedBackupCodes? Find(HttpContext context, AccountTwoFactorStatus status)
    {
        if (
            _seal.Open(context.Request.Cookies[CookieName]) is not { } kept
            || !kept.Recipient.AsSpan().SequenceEqual(Recipient(context, status))
            || status.BackupCodesLeft != kept.Codes.Length
        )
        {
            return null;
        }

        var now = time.GetUtcNow();
        return
            now - kept.IssuedAt is var age
            && age >= -Tolerance
            && age < Lifetime
            && status.VerifiedAt is { } verifiedAt
            && verifiedAt <= kept.IssuedAt + Tolerance
            && now - verifiedAt < options.Value.SensitiveActionMaxAge
            ? kept
            : null;
    }

    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(CookieName))
        {
            context.Response.Cookies.Delete(CookieName, Cookie(context, lifetime: null));
        }
    }

    private static string[] Recipient(HttpContext context, AccountTwoFactorStatus status) =>
        [
            "account, once more",
            status.AccountName,
            BackupCodesFile.UserOf(context),
            status.BackupCodeSetId ?? "",
        ];

    private CookieOptions Cookie(HttpContext context, TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            // As the window's: behind a proxy the request may not look like https.
            Secure =
                options.Value.WindowCookie.SecurePolicy == CookieSecurePolicy.Always
                || context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
            MaxAge = lifetime,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        };
}
