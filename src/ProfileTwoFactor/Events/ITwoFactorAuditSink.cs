namespace ProfileTwoFactor.Events;

/// <summary>Stores the audit trail. Receives every event of profiles and accounts after it is committed.</summary>
/// <remarks>
/// The sink is called on the node of the event, during the call that caused it, in a separate service scope. It has
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>; a sink that fails or takes longer is logged (event 1700), and can't undo, fail,
/// or delay the operation. If the trail must not miss an event, store it in the same database as the bindings,
/// which doesn't fail separately. Events contain names and addresses of people, but no secret, code, token, or link.
/// </remarks>
public interface ITwoFactorAuditSink
{
    /// <summary>Stores one event.</summary>
    /// <param name="happened">The event: one of the records derived from <see cref="TwoFactorEvent"/>.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken);
}
