using System.Globalization;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Audit;

internal sealed record AuditLine
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Time { get; init; }

    public required string Scope { get; init; }

    public required string ScopeId { get; init; }

    public string? ScopeStamp { get; init; }

    public string? Tenant { get; init; }

    public string? ProfileName { get; init; }

    public required string MemberId { get; init; }

    public required string AccountName { get; init; }

    public required string ActorMemberId { get; init; }

    public required string ActorAccountName { get; init; }

    public string? Client { get; init; }

    public int? Count { get; init; }

    public bool? Disabled { get; init; }

    public bool? UserVerified { get; init; }

    public string? Removal { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<PolicyValueChange>? Changes { get; init; }

    public static AuditLine From(TwoFactorEvent happened)
    {
        var context = happened.Context;
        var entry = TwoFactorHistoryEntry.From(happened);
        return new AuditLine
        {
            Id = happened.EventId,
            Kind = entry.Kind,
            Time = context.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            Scope = context.Scope.Kind == TwoFactorScopeKind.Account ? "account" : "profile",
            ScopeId = context.Scope.Id,
            ScopeStamp = Some(context.Scope.Stamp),
            Tenant = Some(context.Scope.Tenant),
            ProfileName = Some(context.ProfileName),
            MemberId = context.MemberId,
            AccountName = context.AccountName,
            ActorMemberId = context.ActorMemberId,
            ActorAccountName = context.ActorAccountName,
            Client = context.Client,
            Count = entry.Count,
            Disabled = (happened as LockedOut)?.Disabled,
            UserVerified = (happened as PasskeyVerified)?.IsUserVerified,
            Removal = (happened as RemovedByOperator)?.Removal.ToString(),
            // Structured below.
            Reason = happened is ProfilePolicyChanged ? null : entry.Reason,
            Changes = (happened as ProfilePolicyChanged)?.Changes,
        };
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
