using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>What a mail to many members says at this moment, by the policy.</summary>
/// <param name="Epoch">The current epoch.</param>
/// <param name="About">What recipients are told of, once each.</param>
/// <param name="Payload">What to say.</param>
/// <param name="UnboundOnly">Whether members who have bound an authenticator are left out.</param>
internal sealed record AnnouncementTopic(
    string Epoch,
    string About,
    NotificationPayload Payload,
    bool UnboundOnly
);
