using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Shop;

#region IdentityAccounts
internal sealed class ShopAccounts(
    UserManager<IdentityUser> users,
    IUserClaimsPrincipalFactory<IdentityUser> principals
) : IAccountDirectory
{
    public async ValueTask<TwoFactorAccount?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    ) =>
        await users.FindByIdAsync(userId) is { } user
            ? new TwoFactorAccount
            {
                UserId = user.Id,
                AccountName = user.Email!,
                SecurityStamp = await users.GetSecurityStampAsync(user),
            }
            : null;

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    ) => await users.FindByIdAsync(userId) is { } user ? await principals.CreateAsync(user) : null;
}
#endregion
