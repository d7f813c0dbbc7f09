namespace ProfileTwoFactor;

/// <summary>Names and values the package uses unless told otherwise.</summary>
public static class ProfileTwoFactorDefaults
{
    /// <summary>The authentication scheme of the package. It is never a host's default scheme.</summary>
    public const string AuthenticationScheme = "ProfileTwoFactor";

    /// <summary>The authorization policy behind <see cref="RequireProfileTwoFactorAttribute"/>. Where configuration can only name a policy, the name counts as the attribute without settings.</summary>
    public const string PolicyName = "ProfileTwoFactor";

    /// <summary>The authorization policy behind <see cref="RequireSharedLinkAttribute"/>.</summary>
    public const string SharedLinkPolicyName = "ProfileTwoFactor.SharedLink";

    /// <summary>The authorization policy behind <see cref="RequireAccountTwoFactorAttribute"/>. Where configuration can only name a policy, the name counts as the attribute without settings.</summary>
    public const string AccountPolicyName = "ProfileTwoFactor.Account";

    /// <summary>The route parameter that carries a shared link's token.</summary>
    public const string SharedLinkTokenParameter = "token";

    /// <summary>The route parameter that carries the profile id.</summary>
    public const string ProfileIdParameter = "sid";

    /// <summary>Where endpoints and pages live.</summary>
    public const string PathPrefix = "/two-factor";

    /// <summary>
    /// The client method a hub connection is called on before it is closed because it is no longer verified. Its one argument has
    /// <c>code</c> (one of <see cref="TwoFactorErrorCodes"/>), <c>profileId</c> and, where the person can do something about it,
    /// <c>action</c> and <c>actionUrl</c>.
    /// </summary>
    public const string HubClientMethod = "TwoFactorRequired";

    /// <summary>
    /// The metadata entry with which a refused gRPC call is answered: one of <see cref="TwoFactorErrorCodes"/>. It is among the
    /// trailers, in <c>RpcException.Trailers</c>, for calls that are refused and for streams that end because they are no longer verified.
    /// </summary>
    public const string GrpcCodeTrailer = "profiletwofactor-code";

    /// <summary>What the person behind a refused gRPC call can do about it: <c>bind</c> or <c>verify</c>. Absent where there is nothing.</summary>
    public const string GrpcActionTrailer = "profiletwofactor-action";

    /// <summary>The page where they can do it, as a path on the same host.</summary>
    public const string GrpcActionUrlTrailer = "profiletwofactor-action-url";

    /// <summary>The name of the package's meter and activity source.</summary>
    public const string DiagnosticsName = "ProfileTwoFactor";
}
