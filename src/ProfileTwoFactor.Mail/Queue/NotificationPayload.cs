using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>What a job says, as JSON in the store. No secrets; the fields are what the mail needs, so that sending requires no other source.</summary>
internal sealed record NotificationPayload
{
    public required TwoFactorMailKind Kind { get; init; }

    public required TwoFactorScopeKind ScopeKind { get; init; }

    public required string ScopeId { get; init; }

    public string ScopeStamp
    {
        // Beside required properties, the generated reader sets what the text doesn't name to null, whatever the initial value is.
        get => field ?? "";
        init;
    } = "";

    /// <summary>Empty for none, as in jobs from before there were tenants.</summary>
    public string Tenant
    {
        get => field ?? "";
        init;
    } = "";

    public required string ProfileName { get; init; }

    public required string OwnerEmail { get; init; }

    /// <summary>The address, of a mail to one person.</summary>
    public string? To { get; init; }

    /// <summary>Whose address it is. Null in jobs of earlier versions, and in a mail to all members.</summary>
    public string? MemberId { get; init; }

    /// <summary>The language of that person; null when unknown.</summary>
    public string? RecipientLanguage { get; init; }

    /// <summary>A mail to all members about the epoch that is current when it is sent.</summary>
    public bool ToMembers { get; init; }

    /// <summary>Whom it is about, when that is not who did it.</summary>
    public string? Subject { get; init; }

    /// <summary>Who did it, and is left out of an announcement.</summary>
    public string? ActorMemberId { get; init; }

    public required string ActorAccountName { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? Client { get; init; }

    /// <summary>The language of the request that caused the mail.</summary>
    public string? Language { get; init; }

    /// <summary>The site's address as the request had it, if the app's settings name that host.</summary>
    public string? Origin { get; init; }

    /// <summary>The date from which members must verify, as the mail names it.</summary>
    public DateTimeOffset? EnforcedFrom { get; init; }

    /// <summary>Of a reminder before the date: how many days before.</summary>
    public int? DaysBefore { get; init; }

    /// <summary>Of a reminder that the Owner asked for: when.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>What the Owner tells members, of a mail that asks them to bind. Read from the policy when it is sent.</summary>
    public string? Message { get; init; }

    /// <summary>Backup codes left, or failures.</summary>
    public int? Count { get; init; }

    /// <summary>The code that is mailed, encrypted: the queue is a table that others may read.</summary>
    public string? Code { get; init; }

    /// <summary>When the mail has no use any more.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the operators' tool removed. The address is looked up, and the subscribers are told, by the node that takes the job.</summary>
    /// <remarks>A node of the release before can't read such a job, and leaves it for a later one.</remarks>
    public OwedRemoval? Owed { get; init; }

    /// <summary>Failed attempts in a row.</summary>
    public int Attempts { get; init; }

    /// <summary>The number of attempts for which it is unknown whether the mail was accepted.</summary>
    public int Uncertain { get; init; }

    /// <summary>How often work on it started since it last ended in an orderly way. Above zero: a worker is processing it, or was and could not store its result.</summary>
    public int Started { get; init; }

    /// <summary>At most one mail of its id in <see cref="NotificationWorkerOptions.Pace"/>; newer facts replace older ones that wait.</summary>
    public bool Paced { get; init; }

    /// <summary>What went out and must be noted before anything else goes out.</summary>
    public UnnotedMail? Unnoted { get; init; }

    /// <summary>Done, and kept for a while: for the pace, or because the store can't delete.</summary>
    public bool Finished { get; init; }

    public TwoFactorScope Scope =>
        (
            ScopeKind == TwoFactorScopeKind.Account
                ? TwoFactorScope.Account(ScopeId, ScopeStamp)
                : TwoFactorScope.Profile(ScopeId, ScopeStamp)
        ).InTenant(Tenant);

    /// <summary>What the event says of scope, person and client. Whom the mail goes to is the caller's to say.</summary>
    public static NotificationPayload Of(TwoFactorMailKind kind, TwoFactorEventContext context) =>
        new()
        {
            Kind = kind,
            ScopeKind = context.Scope.Kind,
            ScopeId = context.Scope.Id,
            ScopeStamp = context.Scope.Stamp,
            Tenant = context.Scope.Tenant,
            ProfileName = context.ProfileName,
            OwnerEmail = context.OwnerEmail,
            ActorMemberId = context.ActorMemberId,
            ActorAccountName = context.ActorAccountName,
            Time = context.Time,
            Client = context.Client,
            Language = MailLanguage.Current(),
            Origin = context.Origin,
        };

    public string Write() =>
        JsonSerializer.Serialize(this, NotificationJsonContext.Default.NotificationPayload);

    public static bool TryRead(string text, [NotNullWhen(true)] out NotificationPayload? payload)
    {
        payload = null;
        try
        {
            payload = JsonSerializer.Deserialize(
                text,
                NotificationJsonContext.Default.NotificationPayload
            );
        }
        catch (JsonException)
        {
            return false;
        }

        return payload is not null
            && Enum.IsDefined(payload.Kind)
            && Enum.IsDefined(payload.ScopeKind)
            && IdentifierRules.IsValid(payload.ScopeId)
            && IdentifierRules.IsValidStamp(payload.ScopeStamp)
            && payload.Tenant is { Length: <= Tenants.MaxLength }
            && (payload.To is null) == (payload.ToMembers || payload.Owed is not null)
            && (payload.Owed is null || IsWhole(payload, payload.Owed));
    }

    private static bool IsWhole(NotificationPayload payload, OwedRemoval owed) =>
        !payload.ToMembers
        && !string.IsNullOrEmpty(owed.EventId)
        && Enum.IsDefined(owed.Removal)
        && owed.Reason is not null
        && IdentifierRules.IsValidStamp(owed.MemberStamp)
        && !string.IsNullOrEmpty(payload.MemberId);
}
