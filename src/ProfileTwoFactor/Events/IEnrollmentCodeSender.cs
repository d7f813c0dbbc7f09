namespace ProfileTwoFactor.Events;

/// <summary>Sends the code that a member enters before a first binding. <c>ProfileTwoFactor.Mail</c> contains an implementation.</summary>
/// <remarks>
/// Used with <see cref="EnrollmentProof.Required"/>. Without a sender, members need a pass of the Owner. The address must be one that only the
/// member can read, because the code stands for it. Implementations are singletons and must be safe for concurrent use.
/// </remarks>
public interface IEnrollmentCodeSender
{
    /// <summary>Sends the code, or stores it for sending. If it throws, the member receives <c>two-factor-unavailable</c> and can ask again.</summary>
    /// <param name="message">The code and its recipient.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    Task SendAsync(EnrollmentCodeMessage message, CancellationToken cancellationToken);
}
