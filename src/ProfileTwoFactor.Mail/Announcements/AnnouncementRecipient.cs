using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>A member who must still be notified.</summary>
/// <param name="Member">Who, where to and in which language.</param>
/// <param name="Stamp">The app's stamp of the member, or empty.</param>
/// <param name="Delivery">What the store knows; version 0 when nothing.</param>
internal readonly record struct AnnouncementRecipient(
    MailRecipient Member,
    string Stamp,
    NotificationDelivery Delivery
);
