namespace ProfileTwoFactor;

/// <summary>An identity provider, and which of its sign-ins count as a verification in profiles whose Owner allows it.</summary>
/// <remarks>
/// The claims are trusted as the app's authentication handler validated them, so name only issuers of a handler that validates signatures. All of the
/// claims must come from the sign-in's own identity, with this issuer.
/// </remarks>
public sealed class UpstreamIssuer
{
    /// <summary>The issuer, exactly as it is in <c>iss</c> and in <c>Claim.Issuer</c>, for example <c>https://id.example.com</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The values of <c>amr</c> of which the sign-in must have one, such as <c>mfa</c> or <c>hwk</c> (RFC 8176).</summary>
    /// <value>The default is empty: <c>amr</c> isn't looked at. One of the two lists must have a value, and where both have, both must be fulfilled.</value>
    /// <remarks>Name values that your identity provider sends only after a second factor. <c>pwd</c> and <c>otp</c> alone can be a single factor.</remarks>
    public IList<string> AuthenticationMethods { get; } = [];

    /// <summary>The values of <c>acr</c> of which the sign-in must have one.</summary>
    /// <value>The default is empty: <c>acr</c> isn't looked at.</value>
    public IList<string> AuthenticationContexts { get; } = [];

    /// <summary>The maximum age of the sign-in, by its <c>auth_time</c>.</summary>
    /// <value>The default is one hour. The minimum is one minute, and the maximum is 24 hours. A shorter lifetime of windows, of the app or of the Owner, counts as well.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How far <c>auth_time</c> can be ahead of this node's clock.</summary>
    /// <value>The default is 30 seconds. The maximum is five minutes.</value>
    /// <remarks>A sign-in that is ahead counts until its <c>auth_time</c> plus the maximum age, so for as much longer as it is ahead.</remarks>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);
}
