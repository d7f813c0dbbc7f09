using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>The app's policies; an operator's change is written with its trail.</summary>
internal sealed class TrailedPolicyStore(
    EntityPolicyStore<ToolContext> policies,
    TrailedWrite trailed
) : IPolicyStore
{
    public Task<PolicyRecord?> FindAsync(
        TwoFactorScope scope,
        CancellationToken cancellationToken
    ) => policies.FindAsync(scope, cancellationToken);

    public Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    ) =>
        trailed.IsDue && record.Version > 0
            ? trailed.WriteAsync(PolicyRow.From(record), record.Version, cancellationToken)
            : policies.WriteAsync(record, cancellationToken);
}
