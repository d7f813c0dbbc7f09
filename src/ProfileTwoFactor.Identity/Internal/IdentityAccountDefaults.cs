using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>What Identity's own settings say about its sessions. What the app sets itself stays.</summary>
internal sealed class IdentityAccountDefaults<TUser>(
    IOptions<IdentityOptions> identity,
    IOptions<IdentityAccountOptions<TUser>> accounts
) : IConfigureOptions<AccountTwoFactorOptions>
    where TUser : class
{
    public void Configure(AccountTwoFactorOptions options)
    {
        options.SessionScheme ??= IdentityConstants.ApplicationScheme;
        options.AccountStamps |= accounts.Value.Stamp is not null;
        var claim = identity.Value.ClaimsIdentity.UserIdClaimType;
        options.UserIdClaimTypes.Remove(claim);
        options.UserIdClaimTypes.Insert(0, claim);
    }
}
