using HeatmapSite.Data;
using HeatmapSite.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Sessions;

/// <summary>Ends sessions of an older password, and answers scripts with a status where people are sent to a page.</summary>
internal sealed class SessionCookieEvents(HeatmapDbContext database) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var personId = context.Principal?.PersonId();
        var stamp = context.Principal?.FindFirst(SessionPrincipal.StampClaim)?.Value;
        var valid =
            personId is not null
            && stamp is not null
            && await database.People.AnyAsync(
                person => person.Id == personId && person.SecurityStamp == stamp,
                context.HttpContext.RequestAborted
            );
        if (!valid)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        ApiCaller.Is(context.HttpContext)
            ? Problems.WriteAsync(
                context.HttpContext,
                StatusCodes.Status401Unauthorized,
                new Refusal("sign-in-required", "Sign in first.")
            )
            : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(
        RedirectContext<CookieAuthenticationOptions> context
    )
    {
        if (ApiCaller.Is(context.HttpContext))
        {
            return Problems.WriteAsync(
                context.HttpContext,
                StatusCodes.Status403Forbidden,
                context.HttpContext.Features.Get<Refusal>()
                    ?? new Refusal("forbidden", "You may not do this.")
            );
        }

        // The error page follows; a redirect would turn the refusal into a success.
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
