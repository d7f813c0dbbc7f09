namespace ProfileTwoFactor;

/// <summary>A link to an authenticator app.</summary>
/// <param name="Name">The app's name, shown unchanged in every language.</param>
/// <param name="Url">An absolute https address, which is linked if no store is set.</param>
public sealed record AuthenticatorAppLink(string Name, Uri Url)
{
    /// <summary>The app's page in Google Play.</summary>
    /// <value>The default is null: no link to Google Play.</value>
    public Uri? GooglePlay { get; init; }

    /// <summary>The app's page in the App Store.</summary>
    /// <value>The default is null: no link to the App Store.</value>
    public Uri? AppStore { get; init; }

    // The names of the stores are the same in every language.
    internal IReadOnlyList<(string Name, Uri Url)> Stores =>
        [
            .. new (string Name, Uri? Url)[]
            {
                ("Google Play", GooglePlay),
                ("App Store", AppStore),
            }
                .Where(store => store.Url is not null)
                .Select(store => (store.Name, store.Url!)),
        ];
}
