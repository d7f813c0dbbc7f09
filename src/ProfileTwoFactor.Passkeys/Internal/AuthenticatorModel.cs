using System.Formats.Cbor;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>The AAGUID in an attestation object, which the framework's handler reads and doesn't hand on.</summary>
internal static class AuthenticatorModel
{
    // RP id hash, flags, counter: what comes before the attested credential data, which begins with the AAGUID.
    private const int Start = 32 + 1 + 4;
    private const int Size = 16;

    /// <returns>Null when the authenticator states none.</returns>
    public static Guid? Of(ReadOnlyMemory<byte> attestationObject)
    {
        try
        {
            var reader = new CborReader(attestationObject);
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                if (reader.ReadTextString() == "authData")
                {
                    var data = reader.ReadByteString();
                    return data.Length < Start + Size
                        ? null
                        : Stated(new Guid(data.AsSpan(Start, Size), bigEndian: true));
                }

                reader.SkipValue();
            }
        }
        catch (Exception exception)
            when (exception is CborContentException or InvalidOperationException)
        {
            // The handler has read it, or refuses it.
        }

        return null;
    }

    // Zeros: a key of the U2F era, or a browser that blanked the model.
    private static Guid? Stated(Guid model) => model == Guid.Empty ? null : model;
}
