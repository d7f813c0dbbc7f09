namespace ProfileTwoFactor.Stores;

/// <summary>Stores binding records: reads a record with its version, and writes it if that version still matches.</summary>
/// <remarks>
/// A store contains no rules: the package handles replay, lockout, expiration, and backup codes. A store must compare keys ordinally, return
/// <see cref="StoreWriteStatus.Written"/> only after the write is durable, and throw if the result is unknown.
/// Implementations are singletons and must be safe for concurrent use.
/// </remarks>
public interface ISecretStore
{
    /// <summary>Reads one member's record.</summary>
    /// <returns>The record, or null if there is none.</returns>
    Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the record if the stored version still equals <see cref="BindingRecord.Version"/> (0: no record exists).
    /// The stored version becomes <see cref="BindingRecord.Version"/> + 1.
    /// </summary>
    Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken cancellationToken);

    /// <summary>Streams every record of one epoch of a scope.</summary>
    IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes all records of one ended epoch of a scope. It can be called again after a crash, when nothing is left to delete.</summary>
    Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken cancellationToken);
}
