namespace ProfileTwoFactor.Stores;

/// <summary>Keeps binding records. Read a record with its version, write it if that version still matches.</summary>
/// <remarks>
/// A store holds no rules: replay, lock-out, expiry and backup codes live in the package. It must compare keys ordinally, answer
/// <see cref="StoreWriteStatus.Written"/> only once the write is durable, and throw when it can't tell.
/// Implementations are singletons and safe for concurrent use.
/// </remarks>
public interface ISecretStore
{
    /// <summary>Reads one member's record.</summary>
    /// <returns>Null when there is none.</returns>
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

    /// <summary>Deletes every record of one dead epoch of a scope. Called again after a crash; deleting nothing is fine.</summary>
    Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken cancellationToken);
}
