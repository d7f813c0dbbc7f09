using ProfileTwoFactor;

namespace HeatmapSite.Support;

/// <summary>Refusals of the support's calls, beside the package's own.</summary>
internal static class SupportErrors
{
    public static TwoFactorError NoReason { get; } =
        Create(
            StatusCodes.Status400BadRequest,
            TwoFactorErrorCodes.InvalidRequest,
            $"Say why in \"reason\", in one line of at most {SupportReason.MaxLength} characters."
        );

    public static TwoFactorError NobodyWithThatAddress { get; } =
        Create(
            StatusCodes.Status404NotFound,
            TwoFactorErrorCodes.NotFound,
            "No account has this e-mail."
        );

    public static TwoFactorError NoSuchMembership { get; } =
        Create(
            StatusCodes.Status404NotFound,
            TwoFactorErrorCodes.NotFound,
            "The profile doesn't exist, or the person isn't a member of it."
        );

    /// <summary>A stolen session of the support must not take the support's own second factor off.</summary>
    public static TwoFactorError Oneself { get; } =
        Create(
            StatusCodes.Status409Conflict,
            TwoFactorErrorCodes.Conflict,
            "This is your own account. Ask a colleague to do this."
        );

    /// <summary>A member of the profile would decide in their own favor.</summary>
    public static TwoFactorError OwnProfile { get; } =
        Create(
            StatusCodes.Status409Conflict,
            TwoFactorErrorCodes.Conflict,
            "You are a member of this profile. Ask a colleague to do this."
        );

    private static TwoFactorError Create(int status, string code, string detail) =>
        new()
        {
            StatusCode = status,
            Code = code,
            Detail = detail,
        };
}
