using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>A removal that was committed outside of the app, by the operators' tool, which has no address book and no subscribers: a node of the app publishes it.</summary>
/// <param name="EventId">The id of the event, as in the history, where it is already.</param>
/// <param name="Removal">What was removed.</param>
/// <param name="Reason">Why.</param>
/// <param name="MemberStamp">The stamp of the membership that was reset: another person may have got the member id. Empty for none, and for a whole profile or account.</param>
internal sealed record OwedRemoval(
    string EventId,
    OperatorRemoval Removal,
    string Reason,
    string MemberStamp = ""
);
