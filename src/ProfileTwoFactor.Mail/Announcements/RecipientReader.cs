using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Scopes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Reads the members and finds those who haven't been notified yet.</summary>
/// <remarks>
/// The host's stream is open only while it is read, not while mails go out: that may take hours, and the stream may be a database
/// cursor that keeps others from writing. So each round reads from the beginning and skips who is settled. The host need not give
/// any order, and members who join or leave during a round need no special handling; a round that finds no one proves completion.
/// </remarks>
internal sealed class RecipientReader(
    IServiceProvider services,
    NotificationQueue queue,
    IOptions<NotificationWorkerOptions> options,
    MailClock clock,
    ILogger<RecipientReader> logger
)
{
    private const int LookUpSize = 100;
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(10);
    private readonly NotificationWorkerOptions _options = options.Value;

    /// <summary>At most one chunk of members who are due, and when the first of those who wait is due.</summary>
    public async Task<(List<AnnouncementRecipient> Due, DateTimeOffset? WaitingUntil)> ReadAsync(
        JobLease lease,
        AnnouncementTopic topic,
        CancellationToken stopping
    )
    {
        var payload = topic.Payload;
        var round = new RecipientRound(lease.JobId, topic.About, _options.Pace);
        var unusable = 0;
        var scope = services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IProfileDirectory>();
        var rows = DirectoryRows.ReadAsync(
            directory,
            payload.ScopeId,
            _options.DirectoryPatience,
            stopping
        );
        try
        {
            await foreach (var member in rows)
            {
                lease.ThrowIfLost();
                if (member is null || !IdentifierRules.IsValid(member.MemberId))
                {
                    unusable++;
                    continue;
                }

                if (string.Equals(member.MemberId, payload.ActorMemberId, StringComparison.Ordinal))
                {
                    continue;
                }

                round.Add(member);
                if (round.Batch.Count == LookUpSize)
                {
                    await LookUpAsync(round);
                    if (round.Due.Count >= _options.ChunkSize)
                    {
                        break;
                    }
                }
            }
        }
        finally
        {
            await scope
                .DisposeAsync()
                .AsTask()
                .WaitAsync(_options.DirectoryPatience, CancellationToken.None);
        }

        await LookUpAsync(round);
        if (unusable > 0)
        {
            MailLog.MembersWithoutId(logger, unusable);
        }

        return ([.. round.Due.Values], round.WaitingUntil);
    }

    /// <summary>Whether the member has an authenticator of one of these kinds now.</summary>
    public async Task<bool> IsBoundAsync(
        AnnouncementTopic topic,
        AllowedKinds kinds,
        AnnouncementRecipient recipient,
        CancellationToken stopping
    )
    {
        var key = new BindingKey(
            topic.Payload.Scope,
            topic.Epoch,
            recipient.Member.MemberId!,
            recipient.Stamp
        );
        var secrets = services.GetRequiredService<ISecretStore>();
        var record = await PatientCall.RunAsync(
            token => secrets.FindAsync(key, token),
            StorePatience,
            stopping
        );
        return kinds.Bound(record?.Active);
    }

    private async Task LookUpAsync(RecipientRound round)
    {
        if (round.Batch.Count == 0)
        {
            return;
        }

        var now = clock.Earliest;
        var known = (await queue.FindDeliveriesAsync(round.JobId, round.Batch.Keys)).ToDictionary(
            delivery => delivery.Recipient,
            StringComparer.Ordinal
        );
        foreach (var (recipient, member) in round.Batch)
        {
            round.Sort(recipient, member, known.GetValueOrDefault(recipient), now);
        }

        round.Batch.Clear();
    }
}
