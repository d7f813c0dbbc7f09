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
