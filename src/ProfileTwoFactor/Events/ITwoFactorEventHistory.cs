namespace ProfileTwoFactor.Events;

/// <summary>Reads back what an <see cref="ITwoFactorAuditSink"/> kept, so that people see on their account page what happened to it.</summary>
/// <remarks>
/// The package keeps no events itself. A history has <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>; one that fails, takes longer or
/// answers with entries of another scope costs the page its list and nothing else. It is asked only for the account of the person who is
/// signed in, never for one whose sign-in is half-way. Filter by all parts of the scope: a profile and a person may have the same id.
/// </remarks>
public interface ITwoFactorEventHistory
{
    /// <summary>Finds what happened last in a scope.</summary>
    /// <param name="scope">The profile or account.</param>
    /// <param name="count">The most entries that are wanted.</param>
    /// <param name="cancellationToken">Cancelled when the time is up.</param>
    /// <returns>The newest first; empty when nothing is known.</returns>
    Task<IReadOnlyList<TwoFactorHistoryEntry>> FindLatestAsync(
        TwoFactorScope scope,
        int count,
        CancellationToken cancellationToken
    );
}
