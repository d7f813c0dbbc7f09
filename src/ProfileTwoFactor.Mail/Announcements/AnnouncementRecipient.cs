using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>A member who must still be notified.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Delivery">What the store knows; version 0 when nothing.</param>
internal readonly record struct AnnouncementRecipient(
    string Address,
    NotificationDelivery Delivery
);
