using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>Reads what a member has bound. It never decrypts: the key ring isn't needed.</summary>
internal sealed class MemberReader(ToolDatabase database)
{
    private const int MostEvents = 20;

    public async Task<MemberReport> ReadAsync(
        PolicyRecord policy,
        string? memberId,
        CancellationToken cancellationToken
    )
    {
        var now = database.Time.GetUtcNow();
        // An account is one person's: the member is the user.
        var member = memberId ?? policy.Scope.Id;
        var records = policy.Enabled ? await FindAsync(policy, member, cancellationToken) : [];
        return new MemberReport
        {
            Scope = policy.Scope.Kind,
            ScopeId = policy.Scope.Id,
            ScopeStamp = policy.Scope.Stamp,
            MemberId = member,
            Policy = PolicyStates.Of(policy, now),
            EnforcedFrom = policy is { Enabled: true, Scheduled: true }
                ? policy.EnforcedFrom
                : null,
            Memberships = [.. records.Select(record => Of(record, policy, now))],
            History = await HistoryAsync(policy.Scope, member, cancellationToken),
        };
    }

    /// <summary>The records of a member in the current epoch.</summary>
    public async Task<IReadOnlyList<BindingRecord>> FindAsync(
        PolicyRecord policy,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        var epoch = RowKey.Of(policy.Scope, policy.Epoch);
        var rows = await database.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorBindingEntity>(context)
                    .Where(row => row.EpochKey == epoch && row.MemberId == memberId)
                    .OrderBy(row => row.Key)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return
        [
            .. rows.Where(row => string.Equals(row.MemberId, memberId, StringComparison.Ordinal))
                .Select(row => BindingRow.ToRecord(row, policy.Scope, policy.Epoch)),
        ];
    }

    private static MembershipReport Of(
        BindingRecord record,
        PolicyRecord policy,
        DateTimeOffset now
    ) =>
        new()
        {
            MemberStamp = record.Key.MemberStamp,
            State = StateOf(record, now),
            Authenticators =
            [
                .. (record.Active?.Authenticators ?? []).Select(item => new AuthenticatorReport(
                    item.Id,
                    item.Kind,
                    item.Name,
                    item.BoundAt,
                    item.LastUsedAt,
                    item.DisabledAt
                )),
            ],
            BackupCodesLeft = record.Active?.BackupCodes?.Hashes.Count ?? 0,
            Failures = record.Failures,
            LockedUntil = record.LockedUntil > now ? record.LockedUntil : null,
            Pending =
                record.Pending is { } pending && pending.ExpiresAt > now
                    ? new PendingReport(pending.ExpiresAt, pending.Adds)
                    : null,
            Windows =
            [
                .. record
                    .Windows.Where(window => Counts(window, record, policy))
                    .Select(window => new WindowReport(window.Id, window.OpenedAt, window.Client)),
            ],
            OtherWindowsCount = record.Active is not null && !record.OnlyListedWindows,
        };

    private static MemberState StateOf(BindingRecord record, DateTimeOffset now) =>
        AttemptBudget.Refuse(record, now, TimeSpan.Zero) switch
        {
            { Status: CodeStatus.Disabled } => MemberState.Disabled,
            not null => MemberState.Locked,
            _ => record.Active is null ? MemberState.NotBound : MemberState.Bound,
        };

    /// <summary>Whether the record and the policy still say that it is open, and it is one that people are told of.</summary>
    private static bool Counts(VerifiedWindow window, BindingRecord record, PolicyRecord policy)
    {
        var allowed = policy.Values?.AllowedAuthenticators;
        var kinds = new AllowedKinds(
            allowed?.Contains(SupportedAuthenticators.Totp) ?? true,
            allowed?.Contains(SupportedAuthenticators.Passkey) ?? true
        )
        {
            CodesAfter = policy.Values?.CodesAfter?.UtcTicks ?? 0,
            PasskeysAfter = policy.Values?.PasskeysAfter?.UtcTicks ?? 0,
        };
        return window.BelongsTo is null
            && record.Active is { } active
            && ProofId.Counts(active, window.BindingId, kinds)
            && !ProofId.EndedAt(active, window.BindingId, kinds, window.OpenedAt)
            && WindowList.IsOf(window, policy.WindowGeneration);
    }

    private async Task<IReadOnlyList<EventReport>> HistoryAsync(
        TwoFactorScope scope,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        if (!database.Schema.HasHistory)
        {
            return [];
        }

        var records = await database
            .Services.GetRequiredService<EntityHistoryStore<ToolContext>>()
            .ListAsync(
                new HistoryQuery
                {
                    Scope = scope,
                    MemberId = memberId,
                    Limit = MostEvents,
                },
                cancellationToken
            );
        return [.. records.Select(EventReport.Of)];
    }
}
