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
            "Nobody has that e-mail."
        );

    public static TwoFactorError NoSuchMembership { get; } =
        Create(
            StatusCodes.Status404NotFound,
            TwoFactorErrorCodes.NotFound,
            "There is no such profile, or that person is no member of it."
        );

    /// <summary>A stolen session of the support must not take the support's own second factor off.</summary>
    public static TwoFactorError Oneself { get; } =
        Create(
            StatusCodes.Status409Conflict,
            TwoFactorErrorCodes.Conflict,
            "That is you. Ask a colleague."
        );

    /// <summary>Whoever belongs to a profile would decide in their own favour.</summary>
    public static TwoFactorError OwnProfile { get; } =
        Create(
            StatusCodes.Status409Conflict,
            TwoFactorErrorCodes.Conflict,
            "You belong to that profile. Ask a colleague."
        );

    private static TwoFactorError Create(int status, string code, string detail) =>
        new()
        {
            StatusCode = status,
            Code = code,
            Detail = detail,
        };
}
