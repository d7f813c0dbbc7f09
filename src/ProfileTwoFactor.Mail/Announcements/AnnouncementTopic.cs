using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>What a mail to many members says at this moment, by the policy.</summary>
/// <param name="Epoch">The current epoch.</param>
/// <param name="About">What recipients are told of, once each.</param>
/// <param name="Payload">What to say.</param>
/// <param name="WithoutAny">Only to members who have no authenticator of these kinds: those that count in the profile now. Null: to all.</param>
internal sealed record AnnouncementTopic(
    string Epoch,
    string About,
    NotificationPayload Payload,
    AllowedKinds? WithoutAny
);
