namespace ProfileTwoFactor.Events;

/// <summary>Keeps the audit trail: hears of every event, of profiles and accounts alike, once it is committed.</summary>
/// <remarks>
/// Called on the node where it happened, during the call that caused it, in a scope of its own. It has
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>; a sink that fails or takes longer is logged (event 1700) and can't undo, fail
/// or hold up what happened. A host whose trail may not miss an event keeps it in a store that does not fail alone: the one its bindings
/// are in. Events hold names and addresses of people and no secret, code, token or link.
/// </remarks>
public interface ITwoFactorAuditSink
{
    /// <summary>Keeps one event.</summary>
    /// <param name="happened">What happened; one of the records derived from <see cref="TwoFactorEvent"/>.</param>
    /// <param name="cancellationToken">Cancelled when the time is up.</param>
    Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken);
}
