using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The key ring, which can't be read when the test says so: by the package (<c>keys:throw</c>), or by the whole site (<c>ring:throw</c>).</summary>
internal sealed class FaultyKeyRing(IDataProtectionProvider inner, NodeFaults faults)
    : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) =>
        new FaultyProtector(
            inner.CreateProtector(purpose),
            faults,
            purpose.StartsWith(nameof(ProfileTwoFactor), StringComparison.Ordinal)
                ? ["keys", "ring"]
                : ["ring"]
        );
}
