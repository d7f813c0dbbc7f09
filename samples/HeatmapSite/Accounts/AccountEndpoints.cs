using HeatmapSite.Http;
using HeatmapSite.Invitations;
using HeatmapSite.RateLimits;
using HeatmapSite.Sessions;

namespace HeatmapSite.Accounts;

/// <summary>A person's own account, for scripts.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/api/account/password", ChangePasswordAsync)
            .RequireAuthorization()
            .RequireFreshAccount(endpoints.ServiceProvider, allowWhenOff: true)
            .RequireAntiforgeryHeader()
            .LimitRequests(RequestLimit.Password);

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context,
        AccountPassword account
    )
    {
        var body = await JsonBody.ReadAsync<Passwords>(context.Request);
        if (body is not { Current: { } current, New: { } chosen })
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-request",
                    "Send { \"current\": \"...\", \"new\": \"...\" } as application/json."
                )
            );
        }

        context.Response.Headers.CacheControl = "no-store";
        return await account.ChangeAsync(context, current, chosen) switch
        {
            PasswordChange.Done => Results.NoContent(),
            PasswordChange.WrongPassword => Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal("wrong-password", "The current password is wrong.")
            ),
            PasswordChange.PasswordRefused => Problems.Result(
                StatusCodes.Status400BadRequest,
                new Refusal(
                    "invalid-password",
                    $"Choose another password, of {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters that is hard to guess."
                )
            ),
            _ => Problems.Result(
                StatusCodes.Status409Conflict,
                new Refusal("conflict", "The password was changed at the same time.")
            ),
        };
    }

    private sealed record Passwords(string? Current, string? New);
}
