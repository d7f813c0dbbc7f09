namespace ProfileTwoFactor.Mail;

/// <summary>Thrown by a notifier when it is not known whether the mail was accepted, such as when the connection broke after the mail was handed over. It is sent once more, and then counts as sent.</summary>
/// <param name="message">Why; without the address, because it is logged.</param>
/// <param name="innerException">What the mail system said.</param>
public sealed class TwoFactorMailUncertainException(
    string message,
    Exception? innerException = null
) : Exception(message, innerException);
