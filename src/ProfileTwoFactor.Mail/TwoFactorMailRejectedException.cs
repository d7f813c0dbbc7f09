namespace ProfileTwoFactor.Mail;

/// <summary>Thrown by a notifier for a mail that will never be accepted, such as a mail to an address that doesn't exist. The mail is dropped after a few attempts.</summary>
/// <param name="message">The reason, without the address, because it is logged.</param>
/// <param name="innerException">The exception of the mail system.</param>
public sealed class TwoFactorMailRejectedException(string message, Exception? innerException = null)
    : Exception(message, innerException);
