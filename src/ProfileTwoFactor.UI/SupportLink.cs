namespace ProfileTwoFactor;

/// <summary>The host's support, as the pages name it.</summary>
/// <param name="Text">What the link says, such as an e-mail address; shown as it is in every language.</param>
/// <param name="Url">An <c>https</c> or <c>mailto</c> address, or one on this site.</param>
public sealed record SupportLink(string Text, Uri Url);
