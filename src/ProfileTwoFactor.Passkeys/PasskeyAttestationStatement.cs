using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Passkeys;

/// <summary>What an authenticator states about itself when a passkey is bound.</summary>
public sealed class PasskeyAttestationStatement
{
    internal PasskeyAttestationStatement(
        HttpContext httpContext,
        Guid? authenticatorModel,
        ReadOnlyMemory<byte> attestationObject,
        ReadOnlyMemory<byte> clientDataHash
    )
    {
        HttpContext = httpContext;
        AuthenticatorModel = authenticatorModel;
        AttestationObject = attestationObject;
        ClientDataHash = clientDataHash;
    }

    /// <summary>The request that binds the passkey.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>The model (AAGUID). Null if the authenticator doesn't state one, as security keys of the U2F era.</summary>
    public Guid? AuthenticatorModel { get; }

    /// <summary>The attestation object, in CBOR.</summary>
    public ReadOnlyMemory<byte> AttestationObject { get; }

    /// <summary>The SHA-256 hash of the client data, which the statement signs.</summary>
    public ReadOnlyMemory<byte> ClientDataHash { get; }
}
