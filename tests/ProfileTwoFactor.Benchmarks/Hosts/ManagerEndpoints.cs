using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The package's manager without antiforgery and JSON around it.</summary>
internal static class ManagerEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/prepare/{profile}").RequireAuthorization();
        group.MapPost(
            "/begin",
            async (
                HttpContext context,
                string profile,
                [FromServices] IProfileTwoFactorManager manager
            ) => Answer(await manager.BeginBindingAsync(context, profile), setup => setup.Secret)
        );
        group.MapPost(
            "/enable/{code}",
            async (
                HttpContext context,
                string profile,
                string code,
                [FromServices] IProfileTwoFactorManager manager,
                [FromServices] CallMeter meter
            ) => Answer(await meter.MeasureAsync(() => manager.EnableAsync(context, profile, code)))
        );
        group.MapPost(
            "/bind/{code}",
            async (
                HttpContext context,
                string profile,
                string code,
                [FromServices] IProfileTwoFactorManager manager
            ) => Answer(await manager.ConfirmBindingAsync(context, profile, code))
        );
        group.MapPost(
            "/verify/{code}",
            async (
                HttpContext context,
                string profile,
                string code,
                [FromServices] IProfileTwoFactorManager manager
            ) => Answer(await manager.VerifyAsync(context, profile, code))
        );
        group.MapPost(
            "/disable",
            async (
                HttpContext context,
                string profile,
                [FromServices] IProfileTwoFactorManager manager,
                [FromServices] CallMeter meter
            ) => Answer(await meter.MeasureAsync(() => manager.DisableAsync(context, profile)))
        );
    }

    private static IResult Answer<T>(TwoFactorResult<T> result, Func<T, string>? text = null)
        where T : class =>
        result.Succeeded
            ? TypedResults.Text(text?.Invoke(result.Value) ?? "")
            : TypedResults.StatusCode(result.Error.StatusCode);
}
