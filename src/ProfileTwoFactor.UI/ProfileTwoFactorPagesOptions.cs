using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>The options of the pages.</summary>
public sealed class ProfileTwoFactorPagesOptions
{
    /// <summary>The app's layout, as a name or a path such as <c>/Pages/Shared/_Layout.cshtml</c>.</summary>
    /// <value>The default is null: the package's own layout.</value>
    /// <remarks>
    /// With a layout of the app, the pages' content security policy no longer restricts scripts and styles, because the layout has its own. Scripts of
    /// third parties in that layout can read the secret of an authenticator while it is shown.
    /// </remarks>
    public string? Layout { get; set; }

    /// <summary>Whether the browser's <c>Accept-Language</c> chooses the language if the app has no request localization.</summary>
    /// <value>The default is true. If false, the pages use <see cref="System.Globalization.CultureInfo.CurrentUICulture"/>.</value>
    public bool UseAcceptLanguage { get; set; } = true;

    /// <summary>Returns the nonce of the response's content security policy, for the package's stylesheets and scripts.</summary>
    /// <value>The default is null: the tags have no <c>nonce</c> attribute, and the policy must allow <c>'self'</c>.</value>
    /// <remarks>
    /// Use it if your policy allows styles and scripts by nonce only. The function is called for each tag and must return the same value during
    /// a request. The dialog takes the nonce from the page on which it opens.
    /// </remarks>
    public Func<HttpContext, string?>? CspNonce { get; set; }

    /// <summary>The contact for people who lost the phone and the backup codes of their account.</summary>
    /// <value>The default is null: the pages mention "the support of this site" without a link.</value>
    public SupportLink? Support { get; set; }

    /// <summary>The authenticator apps that the pages suggest. If the list is empty, the pages name no app.</summary>
    /// <value>The default is a list of three widely used apps.</value>
    public IList<AuthenticatorAppLink> AuthenticatorApps { get; } =
    [
        new("Google Authenticator", new Uri("https://support.google.com/accounts/answer/1066447"))
        {
            GooglePlay = InGooglePlay("com.google.android.apps.authenticator2"),
            AppStore = InAppStore("google-authenticator/id388497605"),
        },
        new(
            "Microsoft Authenticator",
            new Uri("https://www.microsoft.com/security/mobile-authenticator-app")
        )
        {
            GooglePlay = InGooglePlay("com.azure.authenticator"),
            AppStore = InAppStore("microsoft-authenticator/id983156458"),
        },
        new("2FAS", new Uri("https://2fas.com/"))
        {
            GooglePlay = InGooglePlay("com.twofasapp"),
            AppStore = InAppStore("2fa-authenticator-2fas/id1217793794"),
        },
    ];

    private static Uri InGooglePlay(string id) =>
        new($"https://play.google.com/store/apps/details?id={id}");

    private static Uri InAppStore(string id) => new($"https://apps.apple.com/app/{id}");
}
