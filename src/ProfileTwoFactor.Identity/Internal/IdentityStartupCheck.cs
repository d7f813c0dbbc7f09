using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>Refuses to start an app whose Identity can't serve, and says which code is asked for where both could be.</summary>
internal sealed class IdentityStartupCheck<TUser>(
    IServiceScopeFactory scopes,
    IdentityRegistrations registrations,
    IAuthenticationSchemeProvider schemes,
    IOptions<IdentityAccountOptions<TUser>> options,
    IOptions<AccountTwoFactorOptions> accounts,
    ILogger<IdentityStartupCheck<TUser>> logger
) : LifecycleService
    where TUser : class
{
    private static readonly string Call = $"AddIdentityAccounts<{typeof(TUser).Name}>()";

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<UserManager<TUser>>() is not { } users)
        {
            throw new InvalidOperationException(NotRegistered());
        }

        if (!users.SupportsUserSecurityStamp)
        {
            throw new InvalidOperationException(
                $"{Call} requires security stamps, so that sessions and verification windows end with a changed password, but the user store doesn't implement IUserSecurityStampStore<{typeof(TUser).Name}>. Implement it, or use a store that does, such as AddEntityFrameworkStores<TContext>() of ASP.NET Core Identity."
            );
        }

        var session = accounts.Value.SessionScheme;
        if (
            session == IdentityConstants.ApplicationScheme
            && await schemes.GetSchemeAsync(session) is null
        )
        {
            throw new InvalidOperationException(
                $"{Call} checks the sessions of scheme '{session}', but the app doesn't register it. AddIdentityCore<{typeof(TUser).Name}>() adds no cookies: call services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(). If the app has another cookie, set AccountTwoFactorOptions.SessionScheme."
            );
        }

        if (
            !options.Value.AllowBearerTokensWithoutCode
            && await schemes.GetSchemeAsync(IdentityConstants.BearerScheme) is not null
        )
        {
            throw new InvalidOperationException(
                $"AddIdentityApiEndpoints issues bearer tokens for a password alone, and a token opens the account without a code, because {Call} checks the sessions of cookies. Use AddIdentityCore<{typeof(TUser).Name}>() with AddIdentityCookies() and your own sign-in. If tokens may open accounts without a code, set IdentityAccountOptions.AllowBearerTokensWithoutCode = true."
            );
        }
    }

    /// <summary>Once the app runs, since the database may not exist before.</summary>
    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<TUser>>();
            if (await TwoFactorUsers.AnyAsync(users, cancellationToken))
            {
                IdentityLog.IdentityTwoFactorInUse(logger);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A note must not stop an app whose database is down; without it, nothing is less safe.
            IdentityLog.IdentityTwoFactorUnknown(logger, exception);
        }
    }

    private string NotRegistered()
    {
        var others = registrations.UserTypes;
        return others.Count == 0
            ? $"{Call} requires ASP.NET Core Identity, but the app doesn't register it. Call services.AddIdentity<{typeof(TUser).Name}, IdentityRole>(), AddDefaultIdentity<{typeof(TUser).Name}>() or AddIdentityCore<{typeof(TUser).Name}>()."
            : $"{Call} doesn't fit the app's Identity, whose user class is {string.Join(", ", others.Select(type => type.Name))}. Call AddIdentityAccounts<{others[0].Name}>().";
    }
}
