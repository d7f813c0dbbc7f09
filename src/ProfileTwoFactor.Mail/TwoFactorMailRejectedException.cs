namespace ProfileTwoFactor.Mail;

/// <summary>Thrown by a notifier for a mail that will never be accepted, such as one to an address that doesn't exist. It is dropped after a few attempts.</summary>
/// <param name="message">Why; without the address, because it is logged.</param>
/// <param name="innerException">What the mail system said.</param>
public sealed class TwoFactorMailRejectedException(string message, Exception? innerException = null)
    : Exception(message, innerException);
