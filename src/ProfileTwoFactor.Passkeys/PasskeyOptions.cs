namespace ProfileTwoFactor.Passkeys;

/// <summary>How passkeys are asked for and accepted. Validated at startup.</summary>
public sealed class PasskeyOptions
{
    /// <summary>The relying party id: the domain that passkeys belong to. Browsers offer a passkey on this domain and its subdomains only.</summary>
    /// <value>
    /// The default is null: the host name of the request. Set it if people use one account on several subdomains, or if the app doesn't see the
    /// public host name behind a proxy. If you change it, browsers no longer find the passkeys that exist, and people have to bind new ones.
    /// With a domain, the host of the request counts only if <c>AllowedHosts</c> names it: anyone can send a Host header.
    /// </value>
    public string? ServerDomain { get; set; }

    /// <summary>More origins whose pages may ask for a passkey, such as <c>https://app.example.com</c>. The origin of the request itself is accepted as well, with <see cref="ServerDomain"/> only if <c>AllowedHosts</c> names its host.</summary>
    /// <value>
    /// The default is empty. Add the public origin if the app sees another scheme, host, or port behind a proxy, and the origin of each other site
    /// that calls the JSON endpoints. Apps for Android have origins of the form <c>android:apk-key-hash:…</c>.
    /// </value>
    public IList<string> Origins { get; } = [];

    /// <summary>Whether the authenticator has to verify the person by a PIN, a fingerprint, or a face.</summary>
    /// <value>
    /// The default is <see cref="PasskeyUserVerification.Preferred"/>: verified where the authenticator can. The passkey is a second factor, so the
    /// first one was checked in any case. With <see cref="PasskeyUserVerification.Required"/>, security keys without a PIN are refused.
    /// </value>
    public PasskeyUserVerification UserVerification { get; set; } =
        PasskeyUserVerification.Preferred;

    /// <summary>Whether browsers are asked for a statement about the authenticator's model when a passkey is bound.</summary>
    /// <value>The default is <see cref="PasskeyAttestation.None"/>. Browsers warn people before they send a statement, and most passkeys have none.</value>
    public PasskeyAttestation Attestation { get; set; } = PasskeyAttestation.None;

    /// <summary>The models (AAGUIDs) that can be bound. Passkeys that are bound already aren't affected.</summary>
    /// <value>
    /// The default is empty: every model. Rarely needed. Requires <see cref="Attestation"/>, because browsers can blank the model otherwise. An
    /// authenticator states its model itself: without <see cref="VerifyAttestation"/>, a person can bind another one that states an allowed model.
    /// </value>
    public ISet<Guid> AllowedAuthenticatorModels { get; } = new HashSet<Guid>();

    /// <summary>Verifies the attestation statement when a passkey is bound, for example against the FIDO Metadata Service. Returns whether the passkey is accepted.</summary>
    /// <value>The default is null: statements aren't verified.</value>
    public Func<PasskeyAttestationStatement, ValueTask<bool>>? VerifyAttestation { get; set; }
}
