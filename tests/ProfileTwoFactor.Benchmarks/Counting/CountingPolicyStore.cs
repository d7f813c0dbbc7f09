using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Benchmarks.Counting;

internal sealed class CountingPolicyStore(IPolicyStore inner, OperationCounts counts) : IPolicyStore
{
    public IPolicyStore Inner => inner;

    public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken cancellationToken)
    {
        counts.StoreRead();
        return inner.FindAsync(scope, cancellationToken);
    }

    public Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    )
    {
        counts.StoreWrite();
        return inner.WriteAsync(record, cancellationToken);
    }
}
