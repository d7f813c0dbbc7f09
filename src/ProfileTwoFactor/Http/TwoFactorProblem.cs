using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Http;

/// <summary>Writes a refusal as a problem answer (RFC 9457), for endpoints, the gate and the scheme alike.</summary>
internal static class TwoFactorProblem
{
    private const string ContentType = "application/problem+json";

    internal static async Task WriteAsync(HttpContext context, TwoFactorError error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            // A refusal that can't be sent any more must not look like a complete answer.
            context.Abort();
            return;
        }

        response.StatusCode = error.StatusCode;
        NoStore.Apply(context);
        if (error.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ProblemMembers
                .RetryAfterSeconds(wait)
                .ToString(CultureInfo.InvariantCulture);
        }

        // A partial sign-in is no signed-in user whose proof does not suffice, so the gate's challenge doesn't mention it.
        if (
            error is { StatusCode: StatusCodes.Status401Unauthorized, Action: not null }
            && (
                error.Code != TwoFactorErrorCodes.AccountVerificationRequired
                || SignedIn.Is(context.User)
            )
        )
        {
            response.Headers.WWWAuthenticate = Challenge(context, error);
        }

        var body = TwoFactorProblemBody.Create(error);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    // After RFC 9470, whose max_age is quoted. Everything variable is percent-encoded or a number,
    // so no profile id can end the quoted string.
    private static string Challenge(HttpContext context, TwoFactorError error)
    {
        var options = context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value;
        var scheme = CallerScheme.IsToken(context, options)
            ? "Bearer"
            : ProfileTwoFactorDefaults.AuthenticationScheme;
        var realm = Uri.EscapeDataString(error.ProfileId ?? "");
        var challenge =
            $"{scheme} realm=\"{realm}\", error=\"insufficient_user_authentication\", action=\"{error.Action}\"";
        return error.MaxAge is { } maxAge
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{challenge}, max_age=\"{ProblemMembers.MaxAgeSeconds(maxAge)}\""
            )
            : challenge;
    }
}
