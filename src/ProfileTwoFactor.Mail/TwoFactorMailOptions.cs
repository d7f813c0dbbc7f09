namespace ProfileTwoFactor.Mail;

/// <summary>Settings of the package's mails. Checked at start.</summary>
public sealed class TwoFactorMailOptions
{
    /// <summary>Where people reach the site, such as <c>https://app.example.com</c>: what links in mails begin with. May have a path, when the site lives under one.</summary>
    /// <value>
    /// Default: none. In Development the address the server listens on is used then; elsewhere mails have no link and say where to go in words.
    /// </value>
    /// <remarks>Never taken from a request: whoever sends one would choose where everybody's mail points to.</remarks>
    public string? PublicOrigin { get; set; }

    /// <summary>The language of all mails: <c>en</c> or <c>ja</c>.</summary>
    /// <value>Default: none; the language of the request that caused the mail.</value>
    public string? Language { get; set; }
}
