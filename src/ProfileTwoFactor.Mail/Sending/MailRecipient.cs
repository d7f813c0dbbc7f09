namespace ProfileTwoFactor.Mail.Sending;

/// <summary>Whom a mail goes to.</summary>
/// <param name="Address">Where to.</param>
/// <param name="MemberId">Who; null in jobs of earlier versions.</param>
/// <param name="Language">The language of the person; null when the host doesn't know it.</param>
internal readonly record struct MailRecipient(string Address, string? MemberId, string? Language);
