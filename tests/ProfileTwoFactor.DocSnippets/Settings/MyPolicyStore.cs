using ProfileTwoFactor.Stores;

namespace Shop;

internal sealed class MyPolicyStore : IPolicyStore
{
    public Task<PolicyRecord?> FindAsync(
        TwoFactorScope scope,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
