namespace ProfileTwoFactor.Events;

/// <summary>Reads the events that an <see cref="ITwoFactorAuditSink"/> stored, so that people see the events of their account on the account page.</summary>
/// <remarks>
/// The package stores no events itself. A history has <see cref="ProfileTwoFactorOptions.DependencyTimeout"/> to respond. If it fails, takes longer, or
/// returns entries of another scope, the page only lacks its list. It is called only for the account of the person who is
/// signed in, never for a partial sign-in. Filter by all parts of the scope: a profile and a person can have the same id.
/// </remarks>
public interface ITwoFactorEventHistory
{
    /// <summary>Finds the latest events of a scope.</summary>
    /// <param name="scope">The profile or account.</param>
    /// <param name="count">The maximum number of entries.</param>
    /// <param name="cancellationToken">Canceled at the deadline.</param>
    /// <returns>The entries, newest first. Empty if there are none.</returns>
    Task<IReadOnlyList<TwoFactorHistoryEntry>> FindLatestAsync(
        TwoFactorScope scope,
        int count,
        CancellationToken cancellationToken
    );
}
