namespace ProfileTwoFactor.Stores;

/// <summary>A WebAuthn credential as the relying party keeps it. It contains no secret.</summary>
public sealed record PasskeyCredential
{
    /// <summary>The id of the credential.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>The public key, as COSE key.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The signature counter of the last accepted assertion. Authenticators without a counter always send 0.</summary>
    public required uint SignCount { get; init; }

    /// <summary>How the browser reaches the authenticator, for example <c>usb</c> or <c>internal</c>.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>Whether the authenticator verified its user, by a PIN or biometrics, when it was last used.</summary>
    public bool IsUserVerified { get; init; }

    /// <summary>Whether the credential can be copied to other devices.</summary>
    public bool IsBackupEligible { get; init; }

    /// <summary>Whether the credential was copied when it was last used.</summary>
    public bool IsBackedUp { get; init; }

    /// <summary>The model of the authenticator. Null if it doesn't say.</summary>
    public Guid? Aaguid { get; init; }

    /// <summary>The attestation object of the registration.</summary>
    public byte[] AttestationObject { get; init; } = [];

    /// <summary>The client data of the registration, as JSON in UTF-8.</summary>
    public byte[] ClientDataJson { get; init; } = [];
}
