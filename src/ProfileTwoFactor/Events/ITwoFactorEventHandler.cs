namespace ProfileTwoFactor.Events;

/// <summary>Reacts to what happened in profiles and accounts, for example to notify another system. Register it with <c>AddEventHandler&lt;T&gt;()</c>.</summary>
/// <remarks>
/// <para>
/// It receives every <see cref="TwoFactorEvent"/>, of profiles and accounts, after the outcome is committed, on the node and within the
/// request that caused it. Refused requests of the gate aren't events.
/// </para>
/// <para>
/// Events of one call arrive one after the other, in the order in which they happened. All handlers and audit sinks receive an event at
/// the same time. Across calls and nodes there is no order.
/// </para>
/// <para>
/// Delivery is in process and at most once: an event isn't repeated after a failure, and an event that follows a commit can be lost when
/// the process ends in between. Don't build security decisions on it. An audit trail is an <see cref="ITwoFactorAuditSink"/>, which has the
/// same delivery.
/// </para>
/// <para>
/// Each handler has <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, and the caller waits that long at most. A handler that throws or
/// takes longer is logged (event 1700). It can't undo, fail, or change what happened, and the other handlers still receive the event.
/// Events contain names and mail addresses of users, but no secret, code, token, or link.
/// </para>
/// </remarks>
public interface ITwoFactorEventHandler
{
    /// <summary>Handles one event.</summary>
    /// <param name="happened">What happened. Ignore types that you don't know: later versions add some.</param>
    /// <param name="cancellationToken">Cancelled at the deadline, not when the caller hangs up.</param>
    Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken);
}
