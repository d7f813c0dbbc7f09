namespace ProfileTwoFactor;

/// <summary>Endpoint metadata that gates the endpoint.</summary>
public interface IProfileTwoFactorMetadata
{
    /// <summary>The maximum age of the verification in seconds, or 0 for any valid window. If an endpoint has several, the smallest is used.</summary>
    int MaxAgeSeconds { get; }

    /// <summary>The name of the route parameter with the profile id, or null for <see cref="ProfileTwoFactorOptions.ProfileIdParameter"/>.</summary>
    string? ProfileIdParameter { get; }
}
