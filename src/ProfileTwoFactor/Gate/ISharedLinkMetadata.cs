namespace ProfileTwoFactor;

/// <summary>Endpoint metadata that requires a shared link.</summary>
public interface ISharedLinkMetadata
{
    /// <summary>The name of the route parameter with the link's token.</summary>
    string TokenParameter { get; }

    /// <summary>The name of the route parameter with the profile id, if it isn't <see cref="ProfileTwoFactorOptions.ProfileIdParameter"/>. Null to use only that parameter.</summary>
    /// <remarks>Each of the two parameters that a route has must contain the id of the link's profile.</remarks>
    string? ProfileIdParameter => null;
}
