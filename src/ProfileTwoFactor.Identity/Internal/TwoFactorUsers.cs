using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>Asks the store for the users whose two-factor authentication Identity has switched on, where the store takes queries.</summary>
internal static class TwoFactorUsers
{
    /// <summary>False also where it can't be asked: a user class or a store of the app's own.</summary>
    public static async Task<bool> AnyAsync<TUser>(
        UserManager<TUser> users,
        CancellationToken cancellationToken
    )
        where TUser : class
    {
        if (
            !users.SupportsQueryableUsers
            || !users.SupportsUserTwoFactor
            || Query(users) is not { } query
        )
        {
            return false;
        }

        await foreach (var _ in query.Take(1).StreamAsync(cancellationToken))
        {
            return true;
        }

        return false;
    }

    private static IQueryable<TUser>? Query<TUser>(UserManager<TUser> users)
        where TUser : class
    {
        if (
            typeof(TUser).GetProperty(nameof(IdentityUser.TwoFactorEnabled))?.PropertyType
            != typeof(bool)
        )
        {
            return null;
        }

        var user = Expression.Parameter(typeof(TUser));
        return users.Users.Where(
            Expression.Lambda<Func<TUser, bool>>(
                Expression.Property(user, nameof(IdentityUser.TwoFactorEnabled)),
                user
            )
        );
    }
}
