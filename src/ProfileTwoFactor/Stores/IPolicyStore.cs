namespace ProfileTwoFactor.Stores;

/// <summary>Stores policies: reads a record with its version, and writes it if that version still matches.</summary>
/// <remarks>
/// A store contains no rules. It must compare keys ordinally, return <see cref="StoreWriteStatus.Written"/> only after the write is
/// durable, and throw if the result is unknown. Implementations are singletons and must be safe for concurrent use.
/// </remarks>
public interface IPolicyStore
{
    /// <summary>Reads the policy of a scope.</summary>
    /// <returns>The policy, or null if it was never written.</returns>
    Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the record if the stored version still equals <see cref="PolicyRecord.Version"/> (0: no record exists).
    /// The stored version becomes <see cref="PolicyRecord.Version"/> + 1.
    /// </summary>
    Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken cancellationToken);
}
