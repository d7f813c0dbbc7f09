namespace ProfileTwoFactor;

/// <summary>Endpoint metadata: a shared link decides who gets in.</summary>
public interface ISharedLinkMetadata
{
    /// <summary>The route parameter with the link's token.</summary>
    string TokenParameter { get; }
}
