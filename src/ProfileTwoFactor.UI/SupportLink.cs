namespace ProfileTwoFactor;

/// <summary>The app's support contact, as the pages show it.</summary>
/// <param name="Text">The text of the link, such as an e-mail address, shown unchanged in every language.</param>
/// <param name="Url">An <c>https</c> or <c>mailto</c> address, or an address on this site.</param>
public sealed record SupportLink(string Text, Uri Url);
