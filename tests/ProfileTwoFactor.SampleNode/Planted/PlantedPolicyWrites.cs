using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>Keeps the generation of windows that a policy had, so that windows that the Owner ended still count.</summary>
internal sealed class PlantedPolicyWrites(IPolicyStore inner) : IPolicyStore
{
    public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token) =>
        inner.FindAsync(scope, token);

    public async Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token)
    {
        var before = await inner.FindAsync(record.Scope, token);
        return await inner.WriteAsync(
            before?.Epoch == record.Epoch
                ? record with
                {
                    WindowGeneration = before.WindowGeneration,
                }
                : record,
            token
        );
    }
}
