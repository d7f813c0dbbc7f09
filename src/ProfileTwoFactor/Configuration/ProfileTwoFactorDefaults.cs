namespace ProfileTwoFactor;

/// <summary>The default names and values of the package.</summary>
public static class ProfileTwoFactorDefaults
{
    /// <summary>The authentication scheme of the package. It can't be the app's default scheme.</summary>
    public const string AuthenticationScheme = "ProfileTwoFactor";

    /// <summary>The authorization policy behind <see cref="RequireProfileTwoFactorAttribute"/>. Where configuration accepts only a policy name, this name is equivalent to the attribute without settings.</summary>
    public const string PolicyName = "ProfileTwoFactor";

    /// <summary>The authorization policy behind <see cref="RequireSharedLinkAttribute"/>.</summary>
    public const string SharedLinkPolicyName = "ProfileTwoFactor.SharedLink";

    /// <summary>The authorization policy behind <see cref="RequireAccountTwoFactorAttribute"/>. Where configuration accepts only a policy name, this name is equivalent to the attribute without settings.</summary>
    public const string AccountPolicyName = "ProfileTwoFactor.Account";

    /// <summary>The route parameter with the token of a shared link.</summary>
    public const string SharedLinkTokenParameter = "token";

    /// <summary>The route parameter with the profile id.</summary>
    public const string ProfileIdParameter = "sid";

    /// <summary>The path prefix of the package's endpoints and pages.</summary>
    public const string PathPrefix = "/two-factor";

    /// <summary>
    /// The client method that is called on a hub connection before the connection is closed because it is no longer verified. Its argument has
    /// <c>code</c> (one of <see cref="TwoFactorErrorCodes"/>), <c>profileId</c>, and, if the person can resolve the problem,
    /// <c>action</c> and <c>actionUrl</c>.
    /// </summary>
    public const string HubClientMethod = "TwoFactorRequired";

    /// <summary>
    /// The metadata entry of a refused gRPC call, with one of <see cref="TwoFactorErrorCodes"/>. It is in the
    /// trailers (<c>RpcException.Trailers</c>) of refused calls and of streams that end because they are no longer verified.
    /// </summary>
    public const string GrpcCodeTrailer = "profiletwofactor-code";

    /// <summary>The action with which the person can resolve a refused gRPC call: <c>bind</c> or <c>verify</c>. Absent if there is none.</summary>
    public const string GrpcActionTrailer = "profiletwofactor-action";

    /// <summary>The page for the action, as a path on the same host.</summary>
    public const string GrpcActionUrlTrailer = "profiletwofactor-action-url";

    /// <summary>The response header of gated endpoints with the date from which members must verify, in ISO 8601. Absent if there is no such date, and after it.</summary>
    public const string EnforcedFromHeader = "ProfileTwoFactor-Enforced-From";

    /// <summary>
    /// The header with which callers who are authenticated by a token carry a passkey's challenge: in the response with the options, and in the
    /// request with the browser's answer. Callers with cookies don't need it.
    /// </summary>
    public const string PasskeyHeader = "ProfileTwoFactor-Passkey";

    /// <summary>The name of the package's meter and activity source.</summary>
    public const string DiagnosticsName = "ProfileTwoFactor";

    /// <summary>What the names of window cookies begin with. A hash of the profile or account follows.</summary>
    public const string WindowCookiePrefix = ".ProfileTwoFactor.W.";

    /// <summary>The name of the cookie between password and code.</summary>
    public const string SignInCookieName = ".ProfileTwoFactor.SignIn";

    /// <summary>The name of the client of <see cref="IHttpClientFactory"/> that posts audit events, for apps that need a proxy or a client certificate.</summary>
    public const string AuditWebhookClient = "ProfileTwoFactor.AuditWebhook";
}
