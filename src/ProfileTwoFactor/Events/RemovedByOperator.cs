namespace ProfileTwoFactor.Events;

/// <summary>The host's support took a second factor away. <see cref="TwoFactorEventContext.ActorMemberId"/> is the operator's id.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="Removal">What was taken away.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record RemovedByOperator(
    TwoFactorEventContext Context,
    OperatorRemoval Removal,
    string Reason
) : TwoFactorEvent(Context);
