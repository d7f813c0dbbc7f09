using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

internal sealed class ScriptedPolicyStore(IPolicyStore inner, StoreScript script) : IPolicyStore
{
    /// <summary>What is stored, past the script.</summary>
    public IPolicyStore Inner => inner;

    public async Task<PolicyRecord?> FindAsync(
        TwoFactorScope scope,
        CancellationToken cancellationToken
    )
    {
        await script.EnterAsync(StoreCall.FindPolicy);
        var found = await inner.FindAsync(scope, cancellationToken);
        await script.LeaveAsync(StoreCall.FindPolicy);
        return found;
    }

    public async Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    )
    {
        await script.EnterAsync(StoreCall.WritePolicy);
        var status = await inner.WriteAsync(record, CancellationToken.None);
        await script.LeaveAsync(StoreCall.WritePolicy);
        return script.Answer(StoreCall.WritePolicy, status);
    }
}
