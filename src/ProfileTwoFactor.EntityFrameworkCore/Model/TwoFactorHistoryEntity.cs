namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>One event of a profile or account. The package writes it once and deletes it after the retention time. It contains names and mail addresses, but no secret.</summary>
/// <remarks>The class isn't sealed and its members are virtual, because a context with lazy-loading or change-tracking proxies requires it.</remarks>
public class TwoFactorHistoryEntity
{
    /// <summary>A hash of scope and event id, in lowercase hex: the same key on every database, regardless of its collation.</summary>
    public virtual required string Key { get; set; }

    /// <summary>A hash of the scope, used to list its events.</summary>
    public virtual required string ScopeKey { get; set; }

    /// <summary>1 for a profile, 2 for an account.</summary>
    public virtual int ScopeKind { get; set; }

    /// <summary>The canonical profile id, or the user id.</summary>
    public virtual required string ScopeId { get; set; }

    /// <summary>The app's stamp of the profile, or empty.</summary>
    public virtual required string ScopeStamp { get; set; }

    /// <summary>The id of the event.</summary>
    public virtual required string EventId { get; set; }

    /// <summary>The name of the event's type.</summary>
    public virtual required string Kind { get; set; }

    /// <summary>The time of the event, in UTC ticks.</summary>
    public virtual long TimeUtcTicks { get; set; }

    /// <summary>A hash of the member's id, used to filter.</summary>
    public virtual required string MemberKey { get; set; }

    /// <summary>The member who is affected.</summary>
    public virtual required string MemberId { get; set; }

    /// <summary>The sign-in e-mail of that member at that time.</summary>
    public virtual required string AccountName { get; set; }

    /// <summary>A hash of the id of the person who caused the event, used to filter.</summary>
    public virtual required string ActorKey { get; set; }

    /// <summary>The person who caused the event.</summary>
    public virtual required string ActorMemberId { get; set; }

    /// <summary>The sign-in e-mail of the person who caused the event, at that time.</summary>
    public virtual required string ActorAccountName { get; set; }

    /// <summary>The browser and operating system that the request claimed. Null if unknown.</summary>
    public virtual string? Client { get; set; }

    /// <summary>The number that belongs to the kind. Null if there is none.</summary>
    public virtual int? Count { get; set; }

    /// <summary>What an operator removed. Null for all other kinds.</summary>
    public virtual string? Removal { get; set; }

    /// <summary>The reason that the operator entered. Null for all other kinds.</summary>
    public virtual string? Reason { get; set; }
}
