namespace ProfileTwoFactor.Events;

/// <summary>Receives every event. <c>ProfileTwoFactor.Mail</c> contains an implementation. Register your own as a singleton.</summary>
/// <remarks>
/// Called after the operation is committed, within the request. All subscribers run at the same time, each for at most
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>. An exception is logged and has no other effect. For an audit trail that needs
/// scoped services, use <see cref="ITwoFactorAuditSink"/> instead.
/// </remarks>
public interface ITwoFactorEventSubscriber
{
    /// <summary>Handles one event.</summary>
    /// <param name="happened">The event. Ignore unknown kinds: later versions add new ones.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    Task OnAsync(TwoFactorEvent happened, CancellationToken cancellationToken);
}
