using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The host's store of policies, which fails when the test says so: before a write, or after it, when no one learns that it was written.</summary>
internal sealed class FaultyPolicyStore(IPolicyStore inner, NodeFaults faults) : IPolicyStore
{
    public async Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token)
    {
        await faults.MeetAsync("stores", token);
        var policy = await inner.FindAsync(scope, token);
        return faults.IsNonsense("stores") && policy is not null
            ? policy with
            {
                Version = 0,
            }
            : policy;
    }

    public async Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token)
    {
        await faults.MeetAsync("stores", token);
        var status = await inner.WriteAsync(record, token);
        faults.ThrowIfBroken("answers");
        return status;
    }
}
