using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>What a queue still has to do.</summary>
internal static class PendingJobs
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(30);

    /// <summary>Jobs of both lists that are due by then and are no memory of something done.</summary>
    public static async Task<IReadOnlyList<NotificationJob>> PendingAsync(
        this INotificationStore store,
        DateTimeOffset now,
        TimeSpan? within = null
    ) =>
        [
            .. (await store.AllDueAsync(now + (within ?? Soon))).Where(job =>
                !job.Payload.Contains("\"finished\":true", StringComparison.Ordinal)
            ),
        ];

    /// <summary>
    /// Whether the worker rests: nothing is due, and no job is under way. A test that moves its clock by more than a lease before that takes the
    /// job away from the worker, and one that was taken away several times is put off.
    /// </summary>
    public static async Task<bool> RestsAsync(this INotificationStore store, DateTimeOffset now) =>
        (await store.AllDueAsync(DateTimeOffset.MaxValue)).All(job =>
            job.Payload.Contains("\"finished\":true", StringComparison.Ordinal)
            || (
                job.NotBefore > now
                && !job.Payload.Contains("\"started\":", StringComparison.Ordinal)
            )
        );

    /// <summary>Everything that is due by then, in both lists.</summary>
    public static async Task<IReadOnlyList<NotificationJob>> AllDueAsync(
        this INotificationStore store,
        DateTimeOffset now
    )
    {
        var jobs = new List<NotificationJob>();
        foreach (var lane in Enum.GetValues<NotificationLane>())
        {
            jobs.AddRange(
                await store.ListDueJobsAsync(
                    new DueJobQuery
                    {
                        Lane = lane,
                        Now = now,
                        Limit = 1000,
                    },
                    default
                )
            );
        }

        return jobs;
    }
}
