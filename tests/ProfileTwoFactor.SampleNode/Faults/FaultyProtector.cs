using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>A protector of a key ring that may not be readable.</summary>
internal sealed class FaultyProtector(IDataProtector inner, NodeFaults faults, string[] names)
    : IDataProtector
{
    public IDataProtector CreateProtector(string purpose) =>
        new FaultyProtector(inner.CreateProtector(purpose), faults, names);

    public byte[] Protect(byte[] plaintext)
    {
        Meet();
        return inner.Protect(plaintext);
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        Meet();
        return inner.Unprotect(protectedData);
    }

    private void Meet() => Array.ForEach(names, faults.ThrowIfBroken);
}
