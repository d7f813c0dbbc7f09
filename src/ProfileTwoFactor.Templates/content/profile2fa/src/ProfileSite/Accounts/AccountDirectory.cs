using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using ProfileSite.Data;
using ProfileTwoFactor;

namespace ProfileSite.Accounts;

/// <summary>Tells ProfileTwoFactor who a user is, and makes the principal of a new session.</summary>
public sealed class AccountDirectory(IDbContextFactory<SiteDbContext> databases) : IAccountDirectory
{
    public const string StampClaim = "stamp";

    public async ValueTask<TwoFactorAccount?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    ) =>
        await FindUserAsync(userId, cancellationToken) is { } user
            ? new()
            {
                UserId = user.Id,
                AccountName = user.Email,
                SecurityStamp = user.SecurityStamp,
            }
            : null;

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    ) =>
        await FindUserAsync(userId, cancellationToken) is { } user
            ? new(
                new ClaimsIdentity(
                    [
                        new(ClaimTypes.NameIdentifier, user.Id),
                        new(ClaimTypes.Name, user.Email),
                        new(StampClaim, user.SecurityStamp),
                    ],
                    CookieAuthenticationDefaults.AuthenticationScheme
                )
            )
            : null;

    private async Task<SiteUser?> FindUserAsync(string userId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Users.FindAsync([userId], cancellationToken);
    }
}
