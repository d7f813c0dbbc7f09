namespace ProfileTwoFactor.Stores;

/// <summary>Keeps policies. Two verbs: read a record with its version, write it if that version still matches.</summary>
/// <remarks>
/// A store holds no rules. It must compare keys ordinally, answer <see cref="StoreWriteStatus.Written"/> only once the write is
/// durable, and throw when it can't tell. Implementations are singletons and safe for concurrent use.
/// </remarks>
public interface IPolicyStore
{
    /// <summary>Reads the policy of a scope.</summary>
    /// <returns>Null when it was never written.</returns>
    Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the record if the stored version still equals <see cref="PolicyRecord.Version"/> (0: no record exists).
    /// The stored version becomes <see cref="PolicyRecord.Version"/> + 1.
    /// </summary>
    Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken cancellationToken);
}
