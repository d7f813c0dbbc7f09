namespace ProfileTwoFactor.Events;

/// <summary>Hears of everything that happened. <c>ProfileTwoFactor.Mail</c> is one; a host may register its own as a singleton.</summary>
/// <remarks>
/// Called after the outcome is committed, within the request, all subscribers at the same time and each for at most
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>. An exception is logged and changes nothing else. An audit trail that needs
/// scoped services is an <see cref="ITwoFactorAuditSink"/> instead.
/// </remarks>
public interface ITwoFactorEventSubscriber
{
    /// <summary>Takes one event.</summary>
    /// <param name="happened">What happened. Ignore kinds you don't know: later versions add some.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    Task OnAsync(TwoFactorEvent happened, CancellationToken cancellationToken);
}
