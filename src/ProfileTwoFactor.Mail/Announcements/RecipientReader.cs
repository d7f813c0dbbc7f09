using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Reads the members and finds those who haven't been notified of an epoch yet.</summary>
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
    private readonly NotificationWorkerOptions _options = options.Value;

    /// <summary>At most one chunk of members who are due, and when the first of those who wait is due.</summary>
    public async Task<(List<AnnouncementRecipient> Due, DateTimeOffset? WaitingUntil)> ReadAsync(
        JobLease lease,
        NotificationPayload payload,
        string epoch,
        CancellationToken stopping
    )
    {
        var round = new RecipientRound(lease.JobId, epoch, _options.Pace);
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
