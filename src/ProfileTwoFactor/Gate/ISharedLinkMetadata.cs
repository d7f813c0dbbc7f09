namespace ProfileTwoFactor;

/// <summary>Endpoint metadata: a shared link decides who gets in.</summary>
public interface ISharedLinkMetadata
{
    /// <summary>The route parameter with the link's token.</summary>
    string TokenParameter { get; }

    /// <summary>The route parameter with the profile id, on routes that name the profile by another one than <see cref="ProfileTwoFactorOptions.ProfileIdParameter"/>. Null: only that one.</summary>
    /// <remarks>Whichever of the two a route has must name the link's profile.</remarks>
    string? ProfileIdParameter => null;
}
