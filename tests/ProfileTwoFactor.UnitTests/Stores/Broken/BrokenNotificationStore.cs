using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>A store that is right but for one thing.</summary>
internal class BrokenNotificationStore(NotificationFlaw flaw) : INotificationStore
{
    private const int PageSize = 50;
    private const int LongestPayload = 4000;

    private readonly InMemoryNotificationStore _store = new();

    protected INotificationStore Store => _store;

    private readonly Meeting _meeting = new();
    private readonly HashSet<(string Job, string Recipient)> _deliveries = [];
    private IReadOnlyList<NotificationJob>? _firstList;

    public async Task<StoreWriteStatus> WriteJobAsync(
        NotificationJob job,
        CancellationToken cancellationToken
    )
    {
        var id = Key(job.Id);
        var stored = await _store.FindJobAsync(id, cancellationToken);
        job = Bend(job) with { Id = id };
        switch (flaw)
        {
            case NotificationFlaw.LastJobWins:
                await _store.WriteJobAsync(
                    job with
                    {
                        Version = stored?.Version ?? 0,
                    },
                    cancellationToken
                );
                return StoreWriteStatus.Written;
            case NotificationFlaw.CheckThenWrite when (stored?.Version ?? 0) != job.Version:
                return StoreWriteStatus.Conflict;
            case NotificationFlaw.CheckThenWrite:
                if (stored is not null)
                {
                    await _meeting.ComeAsync();
                }

                await _store.WriteJobAsync(job, cancellationToken);
                return StoreWriteStatus.Written;
            case NotificationFlaw.SaysWrittenAlways:
                await _store.WriteJobAsync(job, cancellationToken);
                return StoreWriteStatus.Written;
            case NotificationFlaw.BringsJobsBack when stored is null:
                return await _store.WriteJobAsync(job with { Version = 0 }, cancellationToken);
            default:
                return await _store.WriteJobAsync(job, cancellationToken);
        }
    }

    public Task<NotificationJob?> FindJobAsync(string id, CancellationToken cancellationToken) =>
        _store.FindJobAsync(Key(id), cancellationToken);

    public async Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DueJobQuery query,
        CancellationToken cancellationToken
    )
    {
        switch (flaw)
        {
            case NotificationFlaw.ListsInAnyOrder:
                return
                [
                    .. (await _store.ListDueJobsAsync(NoLimit(query), cancellationToken))
                        .OrderBy(job => job.Id, StringComparer.Ordinal)
                        .Take(query.Limit),
                ];
            case NotificationFlaw.ComparesTexts:
                var ever = NoLimit(query) with { Now = DateTimeOffset.MaxValue };
                return
                [
                    .. (await _store.ListDueJobsAsync(ever, cancellationToken))
                        .Where(job => job.NotBefore.DateTime <= query.Now.DateTime)
                        .OrderBy(job => job.NotBefore.DateTime)
                        .Take(query.Limit),
                ];
            case NotificationFlaw.ListsWhatWas:
                return _firstList ??= await _store.ListDueJobsAsync(query, cancellationToken);
            case NotificationFlaw.IgnoresLimit:
                return await _store.ListDueJobsAsync(NoLimit(query), cancellationToken);
            case NotificationFlaw.IgnoresLanes:
                var other =
                    query.Lane == NotificationLane.Personal
                        ? NotificationLane.Announcement
                        : NotificationLane.Personal;
                return
                [
                    .. await _store.ListDueJobsAsync(query, cancellationToken),
                    .. await _store.ListDueJobsAsync(
                        query with
                        {
                            Lane = other,
                        },
                        cancellationToken
                    ),
                ];
            case NotificationFlaw.IgnoresGroups:
                return await _store.ListDueJobsAsync(
                    query with
                    {
                        ExceptGroups = [],
                    },
                    cancellationToken
                );
            case NotificationFlaw.LeavesGroupsOutLate:
                return
                [
                    .. (
                        await _store.ListDueJobsAsync(
                            query with
                            {
                                ExceptGroups = [],
                            },
                            cancellationToken
                        )
                    ).Where(job => !query.ExceptGroups.Contains(job.Group)),
                ];
            case NotificationFlaw.FoldsGroups:
                return
                [
                    .. (await _store.ListDueJobsAsync(NoLimit(query), cancellationToken))
                        .Where(job =>
                            !query.ExceptGroups.Contains(
                                job.Group,
                                StringComparer.OrdinalIgnoreCase
                            )
                        )
                        .Take(query.Limit),
                ];
            default:
                return await _store.ListDueJobsAsync(query, cancellationToken);
        }
    }

    public async Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    )
    {
        if (flaw == NotificationFlaw.LosesJobDeletes)
        {
            return StoreWriteStatus.Written;
        }

        if (flaw == NotificationFlaw.DeletesAnyVersion)
        {
            version = (await _store.FindJobAsync(id, cancellationToken))?.Version ?? version;
        }

        return await _store.DeleteJobAsync(Key(id), version, cancellationToken);
    }

    public Task<IReadOnlyList<NotificationDelivery>> FindDeliveriesAsync(
        string jobId,
        IReadOnlyCollection<string> recipients,
        CancellationToken cancellationToken
    ) =>
        _store.FindDeliveriesAsync(
            jobId,
            flaw == NotificationFlaw.FindsOnePage ? [.. recipients.Take(PageSize)] : recipients,
            cancellationToken
        );

    public async Task<StoreWriteStatus> WriteDeliveryAsync(
        NotificationDelivery delivery,
        CancellationToken cancellationToken
    )
    {
        var stored = (
            await _store.FindDeliveriesAsync(
                delivery.JobId,
                [delivery.Recipient],
                cancellationToken
            )
        ).SingleOrDefault();
        _deliveries.Add((delivery.JobId, delivery.Recipient));
        switch (flaw)
        {
            case NotificationFlaw.LastDeliveryWins:
                delivery = delivery with { Version = stored?.Version ?? 0 };
                break;
            case NotificationFlaw.BringsDeliveriesBack when stored is null:
                delivery = delivery with { Version = 0 };
                break;
            case NotificationFlaw.StaysSettled:
                delivery = delivery with { Settled = delivery.Settled || stored?.Settled == true };
                break;
            case NotificationFlaw.KeepsAbout:
                delivery = delivery with { About = stored?.About ?? delivery.About };
                break;
            case NotificationFlaw.KeepsAttempts:
                delivery = delivery with
                {
                    Attempts = Math.Max(delivery.Attempts, stored?.Attempts ?? 0),
                };
                break;
        }

        return await _store.WriteDeliveryAsync(delivery, cancellationToken);
    }

    public async Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case NotificationFlaw.LosesDeliveryDeletes:
                return;
            case NotificationFlaw.DeletesByPrefix:
                foreach (
                    var (job, _) in _deliveries.Where(known =>
                        known.Job.StartsWith(jobId, StringComparison.Ordinal)
                    )
                )
                {
                    await _store.DeleteDeliveriesAsync(job, cancellationToken);
                }

                return;
            case NotificationFlaw.DeletesOnePage:
                var mine = _deliveries.Where(known => known.Job == jobId);
                var left = await _store.FindDeliveriesAsync(
                    jobId,
                    [.. mine.Select(known => known.Recipient).Skip(PageSize)],
                    cancellationToken
                );
                await _store.DeleteDeliveriesAsync(jobId, cancellationToken);
                foreach (var delivery in left)
                {
                    await _store.WriteDeliveryAsync(
                        delivery with
                        {
                            Version = 0,
                        },
                        cancellationToken
                    );
                }

                return;
            default:
                await _store.DeleteDeliveriesAsync(jobId, cancellationToken);
                return;
        }
    }

    private NotificationJob Bend(NotificationJob job) =>
        flaw switch
        {
            NotificationFlaw.RoundsTimes => job with
            {
                NotBefore = BentTime.Of(job.NotBefore, Flaw.RoundsTimes),
            },
            NotificationFlaw.CutsPayloads when job.Payload.Length > LongestPayload => job with
            {
                Payload = job.Payload[..LongestPayload],
            },
            _ => job,
        };

    private string Key(string id) =>
        flaw == NotificationFlaw.FoldsCase ? id.ToUpperInvariant() : id;

    private static DueJobQuery NoLimit(DueJobQuery query) => query with { Limit = int.MaxValue };
}
