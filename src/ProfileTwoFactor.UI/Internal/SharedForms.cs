using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>The answers to forms, for the other nodes. They hold cookies, so they are encrypted, and kept for seconds only.</summary>
/// <remarks>
/// It only spares people a wrong message: without an answer from the cache a form is handled as one that comes for the first time. Where the
/// cache is this process's own there is no other node, and nothing is written.
/// </remarks>
internal sealed class SharedForms(
    IDistributedCache cache,
    IDataProtectionProvider protection,
    IOptions<ProfileTwoFactorOptions> options,
    TimeProvider time,
    ILogger<SharedForms> logger
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IDataProtector _protector = protection.CreateProtector(
        "ProfileTwoFactor.Forms.v1"
    );

    public bool IsShared { get; } = cache is not MemoryDistributedCache;

    public TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The answer that another node gives to the form, if it does so in time. Null when the form is to be handled here.</summary>
    public async Task<FormAnswer?> FindAsync(string key, CancellationToken aborted)
    {
        var last = time.GetUtcNow() + Lifetime;
        while (await ReadAsync(key) is { } answer && answer.Until > time.GetUtcNow())
        {
            if (answer.Location is not null)
            {
                return answer;
            }

            if (time.GetUtcNow() >= last)
            {
                return null;
            }

            await Task.Delay(Pause, time, aborted);
        }

        return null;
    }

    /// <returns>False when the cache did not answer.</returns>
    public Task<bool> WriteAsync(FormAnswer answer) =>
        TryAsync(token =>
            cache.SetAsync(
                Name(answer.Key),
                _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(answer)),
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime },
                token
            )
        );

    public Task RemoveAsync(string key) => TryAsync(token => cache.RemoveAsync(Name(key), token));

    private async Task<FormAnswer?> ReadAsync(string key)
    {
        FormAnswer? found = null;
        await TryAsync(async token =>
        {
            if (await cache.GetAsync(Name(key), token) is { } entry)
            {
                found = JsonSerializer.Deserialize<FormAnswer>(_protector.Unprotect(entry));
            }
        });
        return found?.Key == key ? found : null;
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> call)
    {
        var deadline = options.Value.DependencyTimeout;
        using var given = new CancellationTokenSource(deadline, time);
        try
        {
            // Clients of some caches don't listen to the token.
            await call(given.Token).WaitAsync(deadline, time);
            return true;
        }
        catch (Exception exception)
        {
            PagesLog.FormNotShared(logger, exception);
            return false;
        }
        finally
        {
            // The wait may end before the token is canceled, and what is disposed of never is.
            await given.CancelAsync();
        }
    }

    private static string Name(string key) => "ptf:f:" + key;
}
