using System.Buffers.Text;
using Microsoft.AspNetCore.DataProtection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The default protector. The purpose holds the row's scope and member, so a ciphertext moved to another row does not decrypt.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider)
    : ISecretProtector
{
    private readonly IDataProtectionProvider _provider = provider.CreateProtector(
        "ProfileTwoFactor.Secrets.v1"
    );

    public byte[] Protect(BindingKey key, ReadOnlySpan<byte> secret) =>
        ProtectorFor(key).Protect(secret.ToArray());

    public byte[] Unprotect(BindingKey key, byte[] protectedSecret) =>
        ProtectorFor(key).Unprotect(protectedSecret);

    private IDataProtector ProtectorFor(BindingKey key)
    {
        // Hashed, because a purpose is encoded as UTF-8 and lone surrogates of odd ids would fold together.
        var row = KeyHash.Compute(
            key.Scope.Kind.ToString(),
            key.Scope.Id,
            key.Scope.Stamp,
            key.Epoch,
            key.MemberId,
            key.MemberStamp
        );
        return _provider.CreateProtector(Base64Url.EncodeToString(row));
    }
}
