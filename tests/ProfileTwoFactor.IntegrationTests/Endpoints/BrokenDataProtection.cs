using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>A key ring that can neither be read nor written.</summary>
internal sealed class BrokenDataProtection : IDataProtectionProvider, IDataProtector
{
    public IDataProtector CreateProtector(string purpose) => this;

    public byte[] Protect(byte[] plaintext) => throw new CryptographicException("no key ring");

    public byte[] Unprotect(byte[] protectedData) =>
        throw new CryptographicException("no key ring");
}
