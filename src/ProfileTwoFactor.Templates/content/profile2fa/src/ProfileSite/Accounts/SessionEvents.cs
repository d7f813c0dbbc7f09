using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using ProfileSite.Data;

namespace ProfileSite.Accounts;

/// <summary>Ends the sessions of an older password and of deleted users.</summary>
public sealed class SessionEvents(IDbContextFactory<SiteDbContext> databases)
    : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = context.Principal?.FindFirstValue(AccountDirectory.StampClaim);
        var aborted = context.HttpContext.RequestAborted;
        await using var database = await databases.CreateDbContextAsync(aborted);
        if (!await database.Users.AnyAsync(u => u.Id == id && u.SecurityStamp == stamp, aborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }
}
