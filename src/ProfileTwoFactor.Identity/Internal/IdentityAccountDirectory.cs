using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>The accounts of an app with ASP.NET Core Identity: what its user manager and its claims factory say.</summary>
internal sealed class IdentityAccountDirectory<TUser>(
    IdentityUsers<TUser> users,
    IOptions<IdentityAccountOptions<TUser>> options
) : IAccountDirectory
    where TUser : class
{
    private readonly IdentityAccountOptions<TUser> _options = options.Value;

    /// <remarks>Also of users who are locked out: wrong passwords of another person must not end what a signed-in user is doing. Identity's sessions go on as well.</remarks>
    public async ValueTask<TwoFactorAccount?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await users.FindAsync(userId) is not { } user)
        {
            return null;
        }

        return new TwoFactorAccount
        {
            UserId = userId,
            AccountName = await NameOfAsync(user) ?? userId,
            SecurityStamp = await users.Manager.GetSecurityStampAsync(user),
            Stamp = _options.Stamp?.Invoke(user),
            Language = _options.Language?.Invoke(user),
            HasOtherSecondFactor = await users.HasTwoFactorAsync(user),
        };
    }

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await users.FindAsync(userId) is { } user && await users.MaySignInAsync(user)
            ? await users.CreatePrincipalAsync(user)
            : null;
    }

    private async Task<string?> NameOfAsync(TUser user)
    {
        if (_options.AccountName is { } name)
        {
            return name(user);
        }

        var email = users.Manager.SupportsUserEmail
            ? await users.Manager.GetEmailAsync(user)
            : null;
        return string.IsNullOrEmpty(email) ? await users.Manager.GetUserNameAsync(user) : email;
    }
}
