using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>A store that fails says that two-factor authentication was never enabled.</summary>
internal sealed class OpenWhenBroken(IPolicyStore inner) : IPolicyStore
{
    public async Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token)
    {
        try
        {
            return await inner.FindAsync(scope, token);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token) =>
        inner.WriteAsync(record, token);
}
