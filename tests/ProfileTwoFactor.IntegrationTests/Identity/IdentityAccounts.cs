using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.IntegrationTests.Identity;

/// <summary>The account directory of a host with Identity: what its user manager and claims factory say.</summary>
public sealed class IdentityAccounts(
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
                SecurityStamp = user.SecurityStamp!,
            }
            : null;

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    ) => await users.FindByIdAsync(userId) is { } user ? await principals.CreateAsync(user) : null;
}
