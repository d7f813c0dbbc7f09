namespace ProfileTwoFactor.Events;

/// <summary>An operator removed a second factor. <see cref="TwoFactorEventContext.ActorMemberId"/> is the operator's id.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Removal">What was removed.</param>
/// <param name="Reason">The reason that the operator entered.</param>
public sealed record RemovedByOperator(
    TwoFactorEventContext Context,
    OperatorRemoval Removal,
    string Reason
) : TwoFactorEvent(Context)
{
    /// <summary>Whether the mail to the person is in the queue already.</summary>
    internal bool IsMailFiled { get; init; }
}
