namespace ProfileTwoFactor;

/// <summary>Settings of the pages.</summary>
public sealed class ProfileTwoFactorPagesOptions
{
    /// <summary>The host's layout, as a name or a path such as <c>/Pages/Shared/_Layout.cshtml</c>.</summary>
    /// <value>Default: null; the package's own layout.</value>
    /// <remarks>
    /// The pages' content security policy then no longer restricts scripts and styles, since the layout brings its own. Scripts of
    /// third parties in that layout can read the secret of an authenticator while it is shown.
    /// </remarks>
    public string? Layout { get; set; }

    /// <summary>Chooses the language by the browser's <c>Accept-Language</c> when the host has no request localization.</summary>
    /// <value>Default: true. False leaves <see cref="System.Globalization.CultureInfo.CurrentUICulture"/> alone.</value>
    public bool UseAcceptLanguage { get; set; } = true;

    /// <summary>Where somebody turns who lost phone and backup codes of their account.</summary>
    /// <value>Default: null; the pages speak of "the support of this site" without a link.</value>
    public SupportLink? Support { get; set; }

    /// <summary>The apps people are pointed to when they have none. Empty: no app is named.</summary>
    /// <value>Default: three widely used ones.</value>
    public IList<AuthenticatorAppLink> AuthenticatorApps { get; } =
    [
        new("Google Authenticator", new Uri("https://support.google.com/accounts/answer/1066447")),
        new(
            "Microsoft Authenticator",
            new Uri("https://www.microsoft.com/security/mobile-authenticator-app")
        ),
        new("2FAS", new Uri("https://2fas.com/")),
    ];
}
