using System.Security.Claims;
using HeatmapSite.Data;
using HeatmapSite.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

/// <summary>Ends sessions of an older password, and answers scripts with a status where people are sent to a page.</summary>
internal sealed class SessionCookieEvents(
    IDbContextFactory<HeatmapDbContext> databases,
    FrequentQueries queries,
    IOptions<ProfileTwoFactorOptions> options
) : CookieAuthenticationEvents
{
    // The database is waited for as long as the package waits for it: one setting for both.
    private TimeSpan Patience => options.Value.DependencyTimeout;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        try
        {
            if (!await IsCurrentAsync(context))
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(context.Scheme.Name);
            }
        }
        catch (Exception error)
            when (DatabaseFailure.Is(error)
                && context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null
            )
        {
            // The failure is being answered already: the page that says so needs no signed-in person.
            context.RejectPrincipal();
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
                    ?? new Refusal("forbidden", "You don't have permission to do this.")
            );
        }

        // The error page follows; a redirect would turn the refusal into a success.
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<bool> IsCurrentAsync(CookieValidatePrincipalContext context)
    {
        var personId = context.Principal?.PersonId();
        var stamp = context.Principal?.FindFirst(SessionPrincipal.StampClaim)?.Value;
        if (personId is null || stamp is null)
        {
            return false;
        }

        var aborted = context.HttpContext.RequestAborted;
        // Not the token alone: after cancellation, the driver waits another two seconds for a server that hangs.
        var email = await FindEmailAsync(personId, stamp, aborted).WaitAsync(Patience, aborted);
        Rename(context, email);
        return email is not null;
    }

    private async Task<string?> FindEmailAsync(
        string personId,
        string stamp,
        CancellationToken aborted
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        deadline.CancelAfter(Patience);
        await using var database = await databases.CreateDbContextAsync(deadline.Token);
        return await queries.FindEmailAsync(database, personId, stamp, deadline.Token);
    }

    /// <summary>An address that was changed in another browser shows here too; the rest of the session stays what it is.</summary>
    private static void Rename(CookieValidatePrincipalContext context, string? email)
    {
        if (
            email is not null
            && context.Principal?.Identity is ClaimsIdentity identity
            && identity.FindFirst(identity.NameClaimType) is { } name
            && name.Value != email
        )
        {
            identity.RemoveClaim(name);
            identity.AddClaim(new Claim(identity.NameClaimType, email));
            context.ShouldRenew = true;
        }
    }
}
