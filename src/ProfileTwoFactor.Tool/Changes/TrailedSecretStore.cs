using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>The app's bindings; an operator's change is written with its trail.</summary>
internal sealed class TrailedSecretStore(
    EntitySecretStore<ToolContext> secrets,
    TrailedWrite trailed
) : ISecretStore
{
    // One command at a time uses it.
    private BindingRecord? _read;

    public async Task<BindingRecord?> FindAsync(
        BindingKey key,
        CancellationToken cancellationToken
    ) => _read = await secrets.FindAsync(key, cancellationToken);

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    ) =>
        trailed.IsDue && TakesAway(record)
            ? trailed.WriteAsync(BindingRow.From(record), record.Version, cancellationToken)
            : secrets.WriteAsync(record, cancellationToken);

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => secrets.ListAsync(scope, epoch, cancellationToken);

    public Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => secrets.DeleteEpochAsync(scope, epoch, cancellationToken);

    /// <summary>A reset also marks a record in which there is nothing to remove. That is no removal, and must not be told as one.</summary>
    private bool TakesAway(BindingRecord record) =>
        _read is { } read
        && read.Key == record.Key
        && read.Version == record.Version
        && read is not { Active: null, Pending: null, Enrollment: null, Failures: 0 };
}
