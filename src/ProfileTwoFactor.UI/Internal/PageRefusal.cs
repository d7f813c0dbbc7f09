using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>A page for a refusal. Title and text are names in <see cref="TwoFactorTexts"/>.</summary>
internal sealed record PageRefusal(int StatusCode, string Title, string Text)
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    public string? OwnerEmail { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The link to continue, and its text.</summary>
    public string? LinkUrl { get; init; }

    public string? LinkText { get; init; }

    internal static PageRefusal Expired(HttpContext context) =>
        new(StatusCodes.Status400BadRequest, "Expired.Title", "Expired.Text")
        {
            LinkUrl = PageLinks.Here(context),
            LinkText = "Expired.Again",
        };

    internal static PageRefusal From(HttpContext context, TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.NotAMember => WithWayOut(context, Create(error, "NotAMember")),
            TwoFactorErrorCodes.NotOwner => WithWayOut(context, Create(error, "NotOwner")),
            TwoFactorErrorCodes.NotFound => WithWayOut(context, Create(error, "NotFound")),
            TwoFactorErrorCodes.Unavailable => Create(error, "Unavailable") with
            {
                RetryAfter = error.RetryAfter ?? ShortWait,
                LinkUrl = PageLinks.Here(context),
                LinkText = "TryAgain",
            },
            TwoFactorErrorCodes.LockedOut => Create(error, CodeProblem.WaitName(error)),
            TwoFactorErrorCodes.BindingDisabled => Create(error, "Disabled"),
            TwoFactorErrorCodes.NotEnabled => Create(error, "NotEnabled"),
            _ => Create(error, "Conflict") with
            {
                LinkUrl = PageLinks.Here(context),
                LinkText = "TryAgain",
            },
        };

    internal void WriteTo(HttpResponse response)
    {
        response.StatusCode = StatusCode;
        WriteRetryAfter(response, RetryAfter);
    }

    // Rounded up: a browser that waits exactly that long is not refused once more.
    internal static void WriteRetryAfter(HttpResponse response, TimeSpan? wait)
    {
        if (wait is { } some)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(some.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        }
    }

    private static PageRefusal Create(TwoFactorError error, string name) =>
        new(error.StatusCode, $"{name}.Title", $"{name}.Text")
        {
            OwnerEmail = error.OwnerEmail,
            RetryAfter = error.RetryAfter,
        };

    private static PageRefusal WithWayOut(HttpContext context, PageRefusal refusal) =>
        refusal with
        {
            LinkUrl = PageLinks.Home(context),
            LinkText = "Back",
        };
}
