using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>Counts everything, and lists a part of it.</summary>
internal sealed class StatusReader(ToolDatabase database)
{
    private readonly DateTimeOffset _now = database.Time.GetUtcNow();

    public async Task<StatusReport> ReadAsync(
        int limit,
        bool withOff,
        CancellationToken cancellationToken
    )
    {
        var bindings = await BindingsAsync(cancellationToken);
        var (profiles, accounts) = (new int[3], new int[3]);
        var (total, ended, unreadable, more) = (BindingCounts.None, 0, 0, false);
        var items = new List<ScopeStatus>();
        await foreach (var row in new RowPages(database).PoliciesAsync(cancellationToken))
        {
            if (Read(row) is not { } policy)
            {
                unreadable++;
                continue;
            }

            var state = PolicyStates.Of(policy, _now);
            ended += policy.RetiredEpochs.Count;
            (policy.Scope.Kind == TwoFactorScopeKind.Account ? accounts : profiles)[(int)state]++;
            var counts =
                policy.Enabled
                && bindings.TryGetValue(RowKey.Of(policy.Scope, policy.Epoch), out var found)
                    ? found
                    : BindingCounts.None;
            total += counts;
            if (state == PolicyState.Off && !withOff)
            {
                continue;
            }

            if (items.Count == limit)
            {
                more = true;
                continue;
            }

            items.Add(Item(policy, state, counts));
        }

        return new StatusReport
        {
            Profiles = Counts(profiles),
            Accounts = Counts(accounts),
            Bindings = total,
            Queue = await QueueAsync(cancellationToken),
            HistoryEvents = await HistoryAsync(cancellationToken),
            EndedEpochs = ended,
            Unreadable = unreadable,
            Items =
            [
                .. items
                    .OrderBy(item => item.Scope)
                    .ThenBy(item => item.Id, StringComparer.Ordinal),
            ],
            More = more,
        };
    }

    private static ScopeStatus Item(PolicyRecord policy, PolicyState state, BindingCounts counts) =>
        new()
        {
            Scope = policy.Scope.Kind,
            Id = policy.Scope.Id,
            Stamp = policy.Scope.Stamp,
            State = state,
            Epoch = policy.Epoch,
            ChangedAt = policy.ChangedAt,
            ChangedBy = policy.ChangedBy,
            EnforcedFrom = policy is { Enabled: true, Scheduled: true }
                ? policy.EnforcedFrom
                : null,
            Bindings = counts,
            EndedEpochs = policy.RetiredEpochs.Count,
        };

    private static PolicyRecord? Read(TwoFactorPolicyEntity row)
    {
        try
        {
            return Records.Policy(row);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static ScopeCounts Counts(int[] states) =>
        new(
            states[(int)PolicyState.Enforced],
            states[(int)PolicyState.Scheduled],
            states[(int)PolicyState.Off]
        );

    /// <summary>By the key of their epoch; one question, however many members there are.</summary>
    private async Task<Dictionary<string, BindingCounts>> BindingsAsync(
        CancellationToken cancellationToken
    )
    {
        var now = _now.UtcTicks;
        var groups = await database.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorBindingEntity>(context)
                    .GroupBy(row => row.EpochKey)
                    .Select(group => new
                    {
                        group.Key,
                        Bound = group.Sum(row => row.BindingId != null ? 1 : 0),
                        Pending = group.Sum(row => row.PendingExpiresAtUtcTicks > now ? 1 : 0),
                        Locked = group.Sum(row =>
                            row.LockedUntilUtcTicks > now
                            && (
                                row.Failures < AttemptBudget.DisablingFailures
                                || row.BindingId == null
                            )
                                ? 1
                                : 0
                        ),
                        Disabled = group.Sum(row =>
                            row.Failures >= AttemptBudget.DisablingFailures && row.BindingId != null
                                ? 1
                                : 0
                        ),
                    })
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return groups.ToDictionary(
            group => group.Key,
            group => new BindingCounts(group.Bound, group.Pending, group.Locked, group.Disabled),
            StringComparer.Ordinal
        );
    }

    private Task<QueueCounts> QueueAsync(CancellationToken cancellationToken)
    {
        var now = _now.UtcTicks;
        return database.RunAsync(
            async context =>
            {
                var jobs = StoredRows.Of<TwoFactorNotificationEntity>(context);
                var due = jobs.Where(row => row.NotBeforeUtcTicks <= now);
                var oldest = await due.OrderBy(row => row.NotBeforeUtcTicks)
                    .Select(row => (long?)row.NotBeforeUtcTicks)
                    .FirstOrDefaultAsync(cancellationToken);
                return new QueueCounts(
                    await jobs.LongCountAsync(cancellationToken),
                    await due.LongCountAsync(cancellationToken),
                    oldest is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null
                );
            },
            cancellationToken
        );
    }

    private async Task<long?> HistoryAsync(CancellationToken cancellationToken) =>
        database.Schema.HasHistory
            ? await database.RunAsync(
                context =>
                    StoredRows
                        .Of<TwoFactorHistoryEntity>(context)
                        .LongCountAsync(cancellationToken),
                cancellationToken
            )
            : null;
}
