using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The time by which nodes share jobs: the store's where it has a clock, so that a node whose own is wrong takes nothing from the others.</summary>
/// <remarks>
/// Between two readings the time is known in two ways, by the machine's clock and by what has passed. They differ after the clock was
/// set or the machine slept. An own lease is judged by the later, another node's by the earlier: both err to the side of
/// sending nothing twice.
/// </remarks>
internal sealed class MailClock(TimeProvider time, IServiceProvider services)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile Reading? _last;

    /// <summary>For one's own claims.</summary>
    public DateTimeOffset Latest =>
        _last is { } last ? Max(last.ByMachine(time), last.ByElapsed(time)) : time.GetUtcNow();

    /// <summary>For the claims of others.</summary>
    public DateTimeOffset Earliest =>
        _last is { } last ? Min(last.ByMachine(time), last.ByElapsed(time)) : time.GetUtcNow();

    /// <summary>Reads the store's clock if that was not done lately.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (
            Clock() is not { } store
            || (_last is { } last && time.GetElapsedTime(last.TakenAt) < Fresh)
        )
        {
            return;
        }

        if (
            await PatientCall.RunAsync(store.GetUtcNowAsync, Patience, cancellationToken) is
            { } answer
        )
        {
            // The moment of the answer, not of the question: the claims of others seem shorter than they are by the way of the
            // question at most, a thousandth of a claim.
            _last = new Reading(answer, answer - time.GetUtcNow(), time.GetTimestamp());
        }
    }

    /// <summary>The queue's own, or else that of the secrets. With tenants there may be one of those for each, and none here, where no tenant is known.</summary>
    private IStoreClock? Clock()
    {
        if (services.GetService<INotificationStore>() is IStoreClock own)
        {
            return own;
        }

        return
            services.GetService<IOptions<ProfileTwoFactorOptions>>()
                is { Value.TenantResolver: not null }
            ? null
            : services.GetService<IStoreClock>();
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;

    private sealed record Reading(DateTimeOffset StoreTime, TimeSpan Offset, long TakenAt)
    {
        public DateTimeOffset ByMachine(TimeProvider time) => time.GetUtcNow() + Offset;

        public DateTimeOffset ByElapsed(TimeProvider time) =>
            StoreTime + time.GetElapsedTime(TakenAt);
    }
}
