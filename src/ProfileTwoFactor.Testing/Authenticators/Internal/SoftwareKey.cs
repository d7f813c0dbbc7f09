using System.Formats.Cbor;
using System.Security.Cryptography;

namespace ProfileTwoFactor.Testing.Authenticators.Internal;

/// <summary>One credential: an id, and a key pair of P-256.</summary>
internal sealed class SoftwareKey(byte[] userHandle) : IDisposable
{
    private const int KeyType = 1;
    private const int EllipticCurve = 2;
    private const int Algorithm = 3;
    private const int Es256 = -7;
    private const int Curve = -1;
    private const int P256 = 1;
    private const int X = -2;
    private const int Y = -3;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    public byte[] UserHandle { get; } = userHandle;

    /// <summary>In COSE form (RFC 9053).</summary>
    public byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(EllipticCurve);
        writer.WriteInt32(Algorithm);
        writer.WriteInt32(Es256);
        writer.WriteInt32(Curve);
        writer.WriteInt32(P256);
        writer.WriteInt32(X);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(Y);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }

    public byte[] Sign(byte[] authenticatorData, byte[] clientData) =>
        _key.SignData(
            [.. authenticatorData, .. SHA256.HashData(clientData)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );

    public void Dispose() => _key.Dispose();
}
