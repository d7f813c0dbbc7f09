namespace ProfileTwoFactor.Mail;

/// <summary>Sends mails. The package brings one for SMTP, one that keeps them for a look in development, and one that only logs.</summary>
/// <remarks>
/// The package calls it in the background and tries again after an exception, more and more rarely, for days. Implementations are
/// singletons and safe for concurrent use.
/// </remarks>
public interface ITwoFactorNotifier
{
    /// <summary>Sends one mail; returns once the mail is somebody else's to deliver.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Cancelled when it takes too long, or the host stops and can't wait any longer.</param>
    /// <exception cref="TwoFactorMailRejectedException">The mail will never be accepted; it is dropped after a few attempts.</exception>
    /// <exception cref="TwoFactorMailUncertainException">It is not known whether the mail was accepted; it is sent once more, and then counts as sent.</exception>
    Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken);
}
