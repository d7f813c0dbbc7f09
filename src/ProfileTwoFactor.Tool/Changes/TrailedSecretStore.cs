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
    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken) =>
        secrets.FindAsync(key, cancellationToken);

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    ) =>
        trailed.IsDue && record.Version > 0
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
}
