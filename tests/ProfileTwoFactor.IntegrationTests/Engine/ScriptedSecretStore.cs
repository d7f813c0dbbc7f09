using System.Runtime.CompilerServices;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

internal sealed class ScriptedSecretStore(ISecretStore inner, StoreScript script) : ISecretStore
{
    /// <summary>What is stored, past the script.</summary>
    public ISecretStore Inner => inner;

    public async Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        await script.EnterAsync(StoreCall.FindBinding);
        var found = await inner.FindAsync(key, cancellationToken);
        await script.LeaveAsync(StoreCall.FindBinding);
        return found;
    }

    public async Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    )
    {
        await script.EnterAsync(StoreCall.WriteBinding);
        var status = await inner.WriteAsync(record, CancellationToken.None);
        await script.LeaveAsync(StoreCall.WriteBinding);
        return script.Answer(StoreCall.WriteBinding, status);
    }

    public async IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await script.EnterAsync(StoreCall.ListBindings);
        await foreach (var record in inner.ListAsync(scope, epoch, cancellationToken))
        {
            yield return record;
        }
    }

    public async Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        await script.EnterAsync(StoreCall.DeleteEpoch);
        await inner.DeleteEpochAsync(scope, epoch, CancellationToken.None);
        await script.LeaveAsync(StoreCall.DeleteEpoch);
    }
}
