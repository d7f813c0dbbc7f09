namespace ProfileTwoFactor;

/// <summary>A link to an authenticator app.</summary>
/// <param name="Name">The app's name, shown unchanged in every language.</param>
/// <param name="Url">An absolute https address.</param>
public sealed record AuthenticatorAppLink(string Name, Uri Url);
