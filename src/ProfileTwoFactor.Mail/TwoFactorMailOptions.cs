namespace ProfileTwoFactor.Mail;

/// <summary>The options of the package's mails. They are validated at startup.</summary>
public sealed class TwoFactorMailOptions
{
    /// <summary>The public address of the site, such as <c>https://app.example.com</c>, with which links in mails begin. It can have a path.</summary>
    /// <value>
    /// The default is null: links begin with the address of the request that caused the mail, if <c>AllowedHosts</c> names its host and the request has the default port. Otherwise, in Development, the
    /// address that the server listens on is used, and in other environments, mails contain instructions instead of a link.
    /// </value>
    /// <remarks>
    /// A host that <c>AllowedHosts</c> doesn't name is never used, nor a pattern such as <c>*.example.com</c>, <c>localhost</c>, an IP address, or any host while it contains <c>*</c>, because the sender of a request could then choose the target of all links.
    /// Behind a proxy, use forwarded headers, so that the scheme is right. Mails without a request, such as those of an operator, need this value.
    /// </remarks>
    public string? PublicOrigin { get; set; }

    /// <summary>The language of mails to people whose language the directory doesn't return: <c>en</c> or <c>ja</c>.</summary>
    /// <value>The default is null: the language of the request that caused the mail, if the recipient made it. A mail that another person caused is in both languages.</value>
    public string? Language { get; set; }
}
