using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Scopes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

internal sealed class ProfileSecurityHistory(
    ProfileCallRunner calls,
    FreshProof proof,
    IHistoryStore store,
    Deadline deadline,
    IOptions<SecurityHistoryOptions> options,
    TimeProvider time
) : IProfileSecurityHistory
{
    private const int LongestKind = 100;

    public Task<TwoFactorResult<SecurityHistoryPage>> ReadAsync(
        HttpContext context,
        string profileId,
        SecurityHistoryQuery query
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        return calls.RunAsync("history", context, profileId, call => ReadAsync(call, query));
    }

    private async Task<TwoFactorResult<SecurityHistoryPage>> ReadAsync(
        ProfileCall call,
        SecurityHistoryQuery query
    )
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Enabled)
        {
            var verified = await proof.DemandVerifiedAsync(call);
            if (!verified.Succeeded)
            {
                return verified.Error;
            }
        }

        if (FindMistake(query) is { } mistake)
        {
            return TwoFactorErrorFactory.InvalidRequest(mistake);
        }

        return await FindAsync(call.Subject.Scope, query);
    }

    private static string? FindMistake(SecurityHistoryQuery query) =>
        query.Count is < 1 or > SecurityHistoryQuery.MaxCount
            ? $"'count' must be between 1 and {SecurityHistoryQuery.MaxCount}."
        : query.Kind is { } kind && (kind.Length is 0 or > LongestKind || !Ascii.IsValid(kind))
            ? "'kind' must be the name of a kind of event, such as CodeRefused."
        : query.MemberId is { } member && !IdentifierRules.IsValid(member)
            ? $"'member' must be the id of a member, with at most {IdentifierRules.MaxIdLength} characters."
        : query.From >= query.Until ? "'from' must be earlier than 'until'."
        : query.After is { } after && HistoryCursor.Parse(after) is null
            ? "'after' must be the value of 'next' of the page before."
        : null;

    private async Task<SecurityHistoryPage> FindAsync(
        TwoFactorScope scope,
        SecurityHistoryQuery query
    )
    {
        var kept = HistoryLimit.Of(options.Value, time);
        var records = await deadline.CallAsync(
            DependencyNames.EventHistory,
            (
                store,
                query: new HistoryQuery
                {
                    Scope = scope,
                    // One more, to know whether another page follows.
                    Limit = query.Count + 1,
                    Kind = query.Kind,
                    MemberId = query.MemberId,
                    From = kept > query.From ? kept : query.From ?? kept,
                    Until = query.Until,
                    After = query.After is { } after ? HistoryCursor.Parse(after) : null,
                }
            ),
            static (s, token) => s.store.ListAsync(s.query, token),
            scope.Tenant
        );
        if (records.Any(record => record is null || record.Scope != scope))
        {
            // A query that forgot its filter shows one Owner what happened in another profile.
            throw deadline.InvalidAnswer(
                DependencyNames.EventHistory,
                "it returned records of a different scope than the requested one"
            );
        }

        var page = records.Take(query.Count).Select(ToEntry).ToArray();
        return new(
            page,
            records.Count > query.Count ? HistoryCursor.Write(records[query.Count - 1]) : null
        );
    }

    private static SecurityHistoryEntry ToEntry(HistoryRecord record)
    {
        var byOperator = record.Kind == nameof(RemovedByOperator);
        return new SecurityHistoryEntry
        {
            EventId = record.EventId,
            Kind = record.Kind,
            Time = record.Time.ToUniversalTime(),
            MemberId = record.MemberId,
            AccountName = record.AccountName,
            ActorMemberId = byOperator ? null : record.ActorMemberId,
            ActorAccountName = byOperator ? null : record.ActorAccountName,
            Client = byOperator ? null : record.Client,
            Count = record.Count,
            Removal = record.Removal,
            Reason = record.Reason,
        };
    }
}
