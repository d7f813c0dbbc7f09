using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Testing.Authenticators.Internal;

/// <summary>What authenticators sign (WebAuthn, section 6.1), and the object it is in when a credential is created (6.5).</summary>
internal static class AuthenticatorData
{
    public static byte[] Create(
        string relyingPartyId,
        AuthenticatorFlags flags,
        uint signCount,
        byte[]? attested
    )
    {
        var counter = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(counter, signCount);
        var all = attested is null ? flags : flags | AuthenticatorFlags.AttestedCredentialData;
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId)),
            (byte)all,
            .. counter,
            .. attested ?? [],
        ];
    }

    public static byte[] Attested(Guid model, SoftwareKey key)
    {
        var length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)key.Id.Length);
        return [.. model.ToByteArray(bigEndian: true), .. length, .. key.Id, .. key.PublicKey()];
    }

    public static byte[] AttestationObject(byte[] data)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString(data);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
