namespace ProfileTwoFactor;

/// <summary>Endpoint metadata that gates the endpoint.</summary>
public interface IProfileTwoFactorMetadata
{
    /// <summary>The maximum age of the verification in seconds, or 0 for any valid window. If an endpoint has several, the smallest is used.</summary>
    int MaxAgeSeconds { get; }

    /// <summary>The name of the route parameter with the profile id, or null for <see cref="ProfileTwoFactorOptions.ProfileIdParameter"/>.</summary>
    string? ProfileIdParameter { get; }

    /// <summary>Whether only a code, a backup code, or a passkey of this package counts: no proof of an identity provider, and no machine caller. If an endpoint has several, one is sufficient.</summary>
    bool OwnProofOnly => false;
}
