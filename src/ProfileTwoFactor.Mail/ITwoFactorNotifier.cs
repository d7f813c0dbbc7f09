namespace ProfileTwoFactor.Mail;

/// <summary>Sends mails. The package contains an implementation for SMTP, a mailbox for development, and an implementation that only logs.</summary>
/// <remarks>
/// The package calls it in the background. After an exception, it retries with increasing delays for several days. Implementations are
/// singletons and must be safe for concurrent use.
/// </remarks>
public interface ITwoFactorNotifier
{
    /// <summary>Sends one mail. Returns after another system has accepted the mail for delivery.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Canceled if sending takes too long, or if the app stops and can't wait any longer.</param>
    /// <exception cref="TwoFactorMailRejectedException">The mail will never be accepted. It is dropped after a few attempts.</exception>
    /// <exception cref="TwoFactorMailUncertainException">It is unknown whether the mail was accepted. It is sent once more, and then counts as sent.</exception>
    Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken);
}
