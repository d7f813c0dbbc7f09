namespace ProfileTwoFactor;

/// <summary>Endpoint metadata: this endpoint is behind the gate.</summary>
public interface IProfileTwoFactorMetadata
{
    /// <summary>The greatest age of the verification in seconds, or 0 for any live window. Of several on one endpoint the smallest counts.</summary>
    int MaxAgeSeconds { get; }

    /// <summary>The route parameter with the profile id, or null for <see cref="ProfileTwoFactorOptions.ProfileIdParameter"/>.</summary>
    string? ProfileIdParameter { get; }
}
