using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Reads the members and finds those who were not told yet.</summary>
/// <remarks>
/// The host's stream is open only while it is read, not while mails go out: that may take hours, and the stream may be a database
/// cursor that keeps others from writing. So each round reads from the beginning and skips who is settled. The host need not give
/// any order, and members who joined or left meanwhile are right by themselves; a round that finds nobody is the proof of being done.
/// </remarks>
internal sealed class RecipientReader(
    IServiceProvider services,
    NotificationQueue queue,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<RecipientReader> logger
)
{
    private const int LookUpSize = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>At most one chunk of members who are due, and when the first of those who wait is due.</summary>
    public async Task<(List<AnnouncementRecipient> Due, DateTimeOffset? WaitingUntil)> ReadAsync(
        JobLease lease,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        var round = new Round(lease.JobId);
        var unusable = 0;
        await using var scope = services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IProfileDirectory>();
        await foreach (var member in Patiently(directory, payload.ScopeId, stopping))
        {
            lease.ThrowIfLost();
            if (
                member is null
                || !IdentifierRules.IsValid(member.MemberId)
                || string.IsNullOrWhiteSpace(member.AccountName)
            )
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
                if (round.Due.Count >= options.Value.ChunkSize)
                {
                    break;
                }
            }
        }

        await LookUpAsync(round);
        if (unusable > 0)
        {
            MailLog.MembersWithoutAddress(logger, unusable);
        }

        return ([.. round.Due.Values], round.WaitingUntil);
    }

    private async Task LookUpAsync(Round round)
    {
        if (round.Batch.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        var known = (await queue.FindDeliveriesAsync(round.JobId, round.Batch.Keys)).ToDictionary(
            delivery => delivery.Recipient,
            StringComparer.Ordinal
        );
        foreach (var (recipient, address) in round.Batch)
        {
            round.Sort(recipient, address, known.GetValueOrDefault(recipient), now);
        }

        round.Batch.Clear();
    }

    private static async IAsyncEnumerable<ProfileMember?> Patiently(
        IProfileDirectory directory,
        string profileId,
        [EnumeratorCancellation] CancellationToken stopping
    )
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var members = directory
            .ListMembersAsync(profileId, source.Token)
            .GetAsyncEnumerator(source.Token);
        var hung = false;
        try
        {
            while (true)
            {
                var next = members.MoveNextAsync().AsTask();
                hung = true;
                var any = await next.WaitAsync(Patience, stopping);
                hung = false;
                if (!any)
                {
                    yield break;
                }

                yield return members.Current;
            }
        }
        finally
        {
            // An enumerator in the middle of a step can't be disposed of; it has been told to end and is left to itself.
            await source.CancelAsync();
            if (!hung)
            {
                await members.DisposeAsync();
            }
        }
    }

    private sealed class Round(string jobId)
    {
        public string JobId { get; } = jobId;

        public Dictionary<string, string> Batch { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, AnnouncementRecipient> Due { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset? WaitingUntil { get; private set; }

        public void Add(ProfileMember member) =>
            Batch[Convert.ToHexStringLower(KeyHash.Compute(member.MemberId, member.Stamp ?? ""))] =
                member.AccountName;

        public void Sort(
            string recipient,
            string address,
            NotificationDelivery? known,
            DateTimeOffset now
        )
        {
            if (known is { Settled: true })
            {
                return;
            }

            if (known is not null && known.NotBefore > now)
            {
                WaitingUntil =
                    WaitingUntil is { } until && until < known.NotBefore ? until : known.NotBefore;
                return;
            }

            Due[recipient] = new(
                address,
                known
                    ?? new NotificationDelivery
                    {
                        JobId = JobId,
                        Recipient = recipient,
                        Settled = false,
                        NotBefore = now,
                    }
            );
        }
    }
}
