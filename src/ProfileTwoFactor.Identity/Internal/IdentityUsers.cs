using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>Finds Identity's users by the ids in sessions.</summary>
/// <remarks>Identity's services are asked for when they are used: the start reports a missing one by what to call, and the container's own check couldn't.</remarks>
internal sealed class IdentityUsers<TUser>(IServiceProvider services)
    where TUser : class
{
    public UserManager<TUser> Manager => services.GetRequiredService<UserManager<TUser>>();

    /// <summary>Null also for a text that can't be the id of any user, and for an id in another spelling: a database may ignore case.</summary>
    public async Task<TUser?> FindAsync(string userId)
    {
        TUser? user;
        try
        {
            user = await Manager.FindByIdAsync(userId);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // A number or GUID is the key, and the text is neither.
            return null;
        }

        return
            user is not null
            && string.Equals(await Manager.GetUserIdAsync(user), userId, StringComparison.Ordinal)
            ? user
            : null;
    }

    /// <summary>Identity's own rules for a new session: confirmed, and not locked out.</summary>
    public async Task<bool> MaySignInAsync(TUser user) =>
        !(Manager.SupportsUserLockout && await Manager.IsLockedOutAsync(user))
        // Only where the app has sign-ins: it also asks the app's IUserConfirmation.
        && (
            services.GetService<SignInManager<TUser>>() is not { } signIn
            || await signIn.CanSignInAsync(user)
        );

    /// <summary>The principal of a new session, with what the app's factory adds.</summary>
    public Task<ClaimsPrincipal> CreatePrincipalAsync(TUser user) =>
        services.GetRequiredService<IUserClaimsPrincipalFactory<TUser>>().CreateAsync(user);

    /// <summary>Whether Identity's sign-in asks this user for a code.</summary>
    public async Task<bool> HasTwoFactorAsync(TUser user) =>
        Manager.SupportsUserTwoFactor && await Manager.GetTwoFactorEnabledAsync(user);
}
