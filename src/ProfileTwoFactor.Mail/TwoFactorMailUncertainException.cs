namespace ProfileTwoFactor.Mail;

/// <summary>Thrown by a notifier if it is unknown whether the mail was accepted, for example because the connection ended after the mail was sent. The mail is sent once more, and then counts as sent.</summary>
/// <param name="message">The reason, without the address, because it is logged.</param>
/// <param name="innerException">The exception of the mail system.</param>
public sealed class TwoFactorMailUncertainException(
    string message,
    Exception? innerException = null
) : Exception(message, innerException);
