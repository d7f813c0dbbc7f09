namespace ProfileTwoFactor.Mail.Queue;

/// <summary>A mail that went out to one of many and could not be noted. Nothing else is sent before it is.</summary>
/// <param name="Recipient">As in the delivery.</param>
/// <param name="About">As in the delivery.</param>
internal sealed record UnnotedMail(string Recipient, string About);
