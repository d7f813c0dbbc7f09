namespace ProfileTwoFactor.Events;

/// <summary>A person enabled account-level two-factor authentication. The authenticator was bound in the same step, or imported from the app's earlier second factor.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AccountTwoFactorEnabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context)
{
    /// <summary>Why it was imported from the app's earlier second factor, by <see cref="TwoFactorEventContext.ActorMemberId"/>. Null if the person enabled it.</summary>
    public string? ImportReason { get; init; }

    /// <summary>Whether the person gets no mail about it. It is set for imports without <see cref="TwoFactorImportRequest.SendMail"/>.</summary>
    public bool WithoutMail { get; init; }
}
