using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The way jobs get into the queue, in the time of the request that causes them.</summary>
internal sealed class NotificationFiling(NotificationQueue queue, MailClock clock)
{
    /// <summary>Others who write the same job at the same moment are the worker and another request of the same profile.</summary>
    private const int MostAttempts = 8;

    /// <summary>Of a job that is never filed, and so has no version.</summary>
    internal const string ProbeId = "probe";

    /// <summary>Throws when the queue can't be written: a database may be read-only, and reading would not tell.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        queue.Store.WriteJobAsync(
            new NotificationJob
            {
                Id = ProbeId,
                // No job has it, so nothing changes and nothing is left behind.
                Version = 1,
                Lane = NotificationLane.Announcement,
                Group = ProbeId,
                NotBefore = clock.Earliest,
                Payload = "{}",
            },
            cancellationToken
        );

    /// <summary>A mail to one person.</summary>
    public async Task AddAsync(NotificationPayload payload, CancellationToken cancellationToken)
    {
        if (payload.Paced)
        {
            // Filed under what it says and whom it tells, so that the next of its kind takes its place instead of standing beside it.
            await PutAsync(
                NoticeId(payload),
                NotificationLane.Personal,
                payload,
                cancellationToken
            );
        }
        else
        {
            await queue.Store.WriteJobAsync(
                New(RandomId.Create(), NotificationLane.Personal, payload),
                cancellationToken
            );
        }

        queue.Wake();
    }

    /// <summary>A mail to one person that is filed under this id. If it is there already, nothing happens.</summary>
    public async Task AddOnceAsync(
        string id,
        NotificationPayload payload,
        CancellationToken cancellationToken
    )
    {
        // A conflict is the same mail: it waits already.
        await queue.Store.WriteJobAsync(
            New(id, NotificationLane.Personal, payload),
            cancellationToken
        );
        queue.Wake();
    }

    /// <summary>A mail to many members: one job a profile and topic, whatever it went through. Not woken for: the policy doesn't say so yet.</summary>
    /// <param name="topic">What it is about, so that a newer one takes its place.</param>
    /// <param name="payload">What to say.</param>
    /// <param name="notBefore">Null for now.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    public Task AnnounceAsync(
        string topic,
        NotificationPayload payload,
        DateTimeOffset? notBefore,
        CancellationToken cancellationToken
    ) =>
        PutAsync(
            AnnouncementId(topic, payload.Scope),
            NotificationLane.Announcement,
            payload,
            cancellationToken,
            notBefore
        );

    private async Task PutAsync(
        string id,
        NotificationLane lane,
        NotificationPayload payload,
        CancellationToken cancellationToken,
        DateTimeOffset? notBefore = null
    )
    {
        var due = notBefore ?? clock.Earliest;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var found = await queue.Store.FindJobAsync(id, cancellationToken);
            var next = found is null
                ? New(id, lane, payload) with
                {
                    NotBefore = due,
                }
                : Over(found, payload, due);
            if (
                await queue.Store.WriteJobAsync(next, cancellationToken) == StoreWriteStatus.Written
            )
            {
                return;
            }
        }

        throw new DependencyUnavailableException(
            DependencyNames.Announcer,
            "a write of the queue conflicted with concurrent writes too many times"
        );
    }

    private NotificationJob New(string id, NotificationLane lane, NotificationPayload payload) =>
        new()
        {
            Id = id,
            Lane = lane,
            Group = GroupOf(payload.Scope),
            NotBefore = clock.Earliest,
            Payload = payload.Write(),
        };

    private static NotificationJob Over(
        NotificationJob found,
        NotificationPayload payload,
        DateTimeOffset due
    )
    {
        if (!NotificationPayload.TryRead(found.Payload, out var before))
        {
            return found with { NotBefore = due, Payload = payload.Write() };
        }

        // If a worker is processing it, the lease stays: that worker notices the version and stops. If a notice was sent, its time is the pace.
        var waits = before.Started > 0 || payload.Paced;
        return found with
        {
            NotBefore = waits ? found.NotBefore : due,
            Payload = (payload with { Started = before.Started, Unnoted = before.Unnoted }).Write(),
        };
    }

    public static string GroupOf(TwoFactorScope scope) =>
        Hash(scope, scope.Kind.ToString(), scope.Id, scope.Stamp);

    private static string AnnouncementId(string topic, TwoFactorScope scope) =>
        topic + "-" + Hash(scope, scope.Kind.ToString(), scope.Id, scope.Stamp);

    private static string NoticeId(NotificationPayload payload) =>
        "notice-"
        + Hash(
            payload.Scope,
            payload.Kind.ToString(),
            payload.Scope.Kind.ToString(),
            payload.ScopeId,
            payload.ScopeStamp,
            payload.To ?? ""
        );

    /// <remarks>Tenants may share the queue, and their ids may be equal. Without a tenant a job keeps the id it always had.</remarks>
    private static string Hash(TwoFactorScope scope, params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(
            (
                scope.Tenant.Length == 0
                    ? KeyHash.Compute(parts)
                    : KeyHash.Compute([.. parts, scope.Tenant])
            ).AsSpan(0, 16)
        );
}
