namespace ProfileTwoFactor;

/// <summary>Where people get an authenticator app.</summary>
/// <param name="Name">The app's name, shown as it is in every language.</param>
/// <param name="Url">An absolute https address.</param>
public sealed record AuthenticatorAppLink(string Name, Uri Url);
