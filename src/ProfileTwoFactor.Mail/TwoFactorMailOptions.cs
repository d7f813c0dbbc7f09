namespace ProfileTwoFactor.Mail;

/// <summary>The options of the package's mails. They are validated at startup.</summary>
public sealed class TwoFactorMailOptions
{
    /// <summary>The public address of the site, such as <c>https://app.example.com</c>, with which links in mails begin. It can have a path.</summary>
    /// <value>
    /// The default is null: in Development, the address that the server listens on is used. In other environments, mails contain instructions instead of a link.
    /// </value>
    /// <remarks>The value never comes from a request, because the sender of a request could then choose the target of all links.</remarks>
    public string? PublicOrigin { get; set; }

    /// <summary>The language of all mails: <c>en</c> or <c>ja</c>.</summary>
    /// <value>The default is null: the language of the request that caused the mail.</value>
    public string? Language { get; set; }
}
