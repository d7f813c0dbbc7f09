using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>
/// Backup codes that were just issued, for the same browser once more: a set-up that is closed or loaded again before <i>Finish</i> would
/// otherwise lose them. The server keeps none, so the browser keeps them, sealed, in a cookie that no script can read.
/// </summary>
/// <remarks>
/// They open once, for the person, the session, and the set they were issued with, and only while the session could create new ones anyway.
/// What makes it once is a mark in the app's cache: without the mark the cookie is worthless, so a cache that lost it, or that doesn't
/// answer, shows nothing. A copy of cookie and session that is quicker than the person gets the codes, and the person none.
/// </remarks>
internal sealed class KeptBackupCodes(
    IDataProtectionProvider protection,
    IOptions<ProfileTwoFactorOptions> options,
    TimeProvider time,
    IDistributedCache? cache = null
)
{
    private const string KeyPrefix = "ProfileTwoFactor.KeptBackupCodes.";

    internal const string CookieName = "ProfileTwoFactor.BackupCodes";

    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // The window of a new authenticator opens in the call that issues the codes, perhaps by another node's clock.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private readonly BackupCodesSeal _seal = new(protection);
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Without a key ring or a cache nothing is kept, and the codes are still shown.</summary>
    public async Task KeepAsync(
        HttpContext context,
        AccountTwoFactorStatus status,
        IReadOnlyList<string> codes,
        string? notice = null
    )
    {
        if (
            cache is null
            || status.BackupCodeSetId is null
            || status.BackupCodesLeft != codes.Count
        )
        {
            return;
        }

        try
        {
            var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            await InTimeAsync(token =>
                cache.SetAsync(
                    KeyPrefix + mark,
                    [1],
                    new() { AbsoluteExpirationRelativeToNow = Lifetime },
                    token
                )
            );
            var sealedCodes = new SealedBackupCodes(
                Recipient(context, status),
                time.GetUtcNow(),
                [.. codes]
            )
            {
                Notice = notice,
                Mark = mark,
            };
            context.Response.Cookies.Append(
                CookieName,
                _seal.Seal(sealedCodes),
                Cookie(context, Lifetime)
            );
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            DeleteCookie(context);
        }
    }

    /// <summary>Whether this browser keeps some that this session may see.</summary>
    public async Task<bool> HasAsync(HttpContext context, AccountTwoFactorStatus status) =>
        Find(context, status) is { Mark: { } mark } && await IsMarkedAsync(mark);

    /// <summary>Takes them out: what is returned is shown now, or never.</summary>
    /// <returns>Null when this browser keeps none that this session may see.</returns>
    public async Task<SealedBackupCodes?> TakeAsync(
        HttpContext context,
        AccountTwoFactorStatus status
    )
    {
        var kept = Find(context, status);
        DeleteCookie(context);
        if (kept?.Mark is not { } mark)
        {
            return null;
        }

        // One at a time, because a cache can't look and remove at once. On two nodes, two who come in the same instant both see the mark.
        await _turn.WaitAsync(context.RequestAborted);
        try
        {
            return await IsMarkedAsync(mark) && await UnmarkAsync(mark) ? kept : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The person has them: neither this browser nor a copy of its cookie can show them any more.</summary>
    public async Task ForgetAsync(HttpContext context)
    {
        if (_seal.Open(context.Request.Cookies[CookieName])?.Mark is { } mark)
        {
            await UnmarkAsync(mark);
        }

        DeleteCookie(context);
    }

    private SealedBackupCodes? Find(HttpContext context, AccountTwoFactorStatus status)
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

    private async Task<bool> IsMarkedAsync(string mark)
    {
        try
        {
            return cache is not null
                && await InTimeAsync(token => cache.GetAsync(KeyPrefix + mark, token)) is not null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    private async Task<bool> UnmarkAsync(string mark)
    {
        try
        {
            await InTimeAsync(token => cache!.RemoveAsync(KeyPrefix + mark, token));
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It might be there still, and would show the codes a second time.
            return false;
        }
    }

    private async Task InTimeAsync(Func<CancellationToken, Task> call)
    {
        using var late = new CancellationTokenSource(options.Value.DependencyTimeout, time);
        await call(late.Token).WaitAsync(late.Token);
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var late = new CancellationTokenSource(options.Value.DependencyTimeout, time);
        return await call(late.Token).WaitAsync(late.Token);
    }

    private void DeleteCookie(HttpContext context)
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
