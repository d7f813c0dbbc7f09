using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Shop;

#region AccountDirectory
internal sealed class ShopAccountDirectory(IDbContextFactory<AccountDbContext> databases)
    : IAccountDirectory
{
    public async ValueTask<TwoFactorAccount?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var user = await database.Users.FindAsync([userId], cancellationToken);
        return user is null
            ? null
            : new TwoFactorAccount
            {
                UserId = user.Id,
                AccountName = user.Email,
                SecurityStamp = user.SecurityStamp,
            };
    }

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var user = await database.Users.FindAsync([userId], cancellationToken);
        return user is null
            ? null
            : new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new(ClaimTypes.NameIdentifier, user.Id), new(ClaimTypes.Name, user.Email)],
                    CookieAuthenticationDefaults.AuthenticationScheme
                )
            );
    }
}
#endregion
