using HeatmapSite.Http;
using HeatmapSite.RateLimits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

/// <summary>Signing in and out for scripts and single-page apps.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/session", SignInAsync).LimitRequests(RequestLimit.SignIn);
        endpoints
            .MapDelete("/api/session", SignOutAsync)
            .RequireAntiforgeryHeader()
            .LimitRequests(RequestLimit.SignIn);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, PasswordSignIn signIn)
    {
        // There is no antiforgery token before signing in; these two keep a foreign page from signing its visitor in.
        if (CrossSite.Is(context.Request))
        {
            return Problems.Result(
                StatusCodes.Status403Forbidden,
                new Refusal("cross-site", "Sign in from this site itself.")
            );
        }

        var body = await JsonBody.ReadAsync<Credentials>(context.Request);
        if (body is not { Email: { } email, Password: { } password })
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"email\": \"...\", \"password\": \"...\" } as application/json."
                )
            );
        }

        context.Response.Headers.CacheControl = "no-store";
        return Answer(context, await signIn.SignInAsync(context, email, password));
    }

    private static IResult Answer(HttpContext context, SignInOutcome outcome) =>
        outcome switch
        {
            { IsSignedIn: true } => Results.NoContent(),
            { Unavailable: { } error } => Problems.Result(context, error),
            { VerificationUrl: { } url } => Results.Problem(
                statusCode: StatusCodes.Status401Unauthorized,
                detail: "The password is correct. Send a code or a backup code to complete the sign-in.",
                extensions: new Dictionary<string, object?>
                {
                    ["code"] = TwoFactorErrorCodes.AccountVerificationRequired,
                    ["action"] = "verify",
                    ["actionUrl"] = url,
                }
            ),
            _ => Problems.Result(
                StatusCodes.Status401Unauthorized,
                new Refusal("invalid-credentials", "E-mail or password is wrong.")
            ),
        };

    private static async Task SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private sealed record Credentials(string? Email, string? Password);
}
