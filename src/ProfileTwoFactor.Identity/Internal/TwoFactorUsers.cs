using System.ComponentModel;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>Asks the store for the users whose two-factor authentication Identity has switched on, where the store takes queries.</summary>
/// <remarks>The queries are made by the names of <see cref="IdentityUser{TKey}"/>, whose type of key this package can't know.</remarks>
internal static class TwoFactorUsers
{
    private const int PageSize = 200;
    private const string Id = nameof(IdentityUser.Id);
    private const string TwoFactorEnabled = nameof(IdentityUser.TwoFactorEnabled);

    /// <summary>False also where it can't be asked: a user class or a store of the app's own.</summary>
    public static async Task<bool> AnyAsync<TUser>(
        UserManager<TUser> users,
        CancellationToken cancellationToken
    )
        where TUser : class
    {
        if (KeyTypeOf(users) is not { } type)
        {
            return false;
        }

        // In order, though one is enough: EF Core warns of a limit without an order at each start of the app.
        await foreach (var _ in Page(users, type, last: null).StreamAsync(cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>By pages, so that no query is open while an account is imported: SQLite couldn't write then.</summary>
    public static async IAsyncEnumerable<string> ListAsync<TUser>(
        UserManager<TUser> users,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where TUser : class
    {
        var type =
            KeyTypeOf(users)
            ?? throw new InvalidOperationException(
                $"The users of the app's Identity can't be listed: {typeof(TUser).Name} has no properties {Id} and {TwoFactorEnabled}, or its store isn't an IQueryableUserStore. Import each user by ITwoFactorImport.ImportAccountAsync."
            );
        var last = after is null ? null : Convert(type, after);
        while (true)
        {
            var ids = new List<string>();
            await foreach (var id in Page(users, type, last).StreamAsync(cancellationToken))
            {
                last = id;
                ids.Add(TypeDescriptor.GetConverter(type).ConvertToInvariantString(id)!);
            }

            foreach (var id in ids)
            {
                yield return id;
            }

            if (ids.Count < PageSize)
            {
                yield break;
            }
        }
    }

    private static object Convert(Type type, string after)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(after)!;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"'{after}' can't be the id of a user: TwoFactorImportRequest.After is the user id of an earlier result.",
                exception
            );
        }
    }

    private static Type? KeyTypeOf<TUser>(UserManager<TUser> users)
        where TUser : class =>
        users.SupportsQueryableUsers
        && users.SupportsUserTwoFactor
        && typeof(TUser).GetProperty(TwoFactorEnabled)?.PropertyType == typeof(bool)
            ? typeof(TUser).GetProperty(Id)?.PropertyType
            : null;

    private static IQueryable<TUser> Query<TUser>(UserManager<TUser> users)
        where TUser : class
    {
        var user = Expression.Parameter(typeof(TUser));
        return users.Users.Where(
            Expression.Lambda<Func<TUser, bool>>(Expression.Property(user, TwoFactorEnabled), user)
        );
    }

    private static IQueryable<object> Page<TUser>(UserManager<TUser> users, Type type, object? last)
        where TUser : class
    {
        var user = Expression.Parameter(typeof(TUser));
        var id = Expression.Property(user, Id);
        var query = Query(users);
        if (last is not null)
        {
            query = query.Where(Expression.Lambda<Func<TUser, bool>>(IsAfter(id, last), user));
        }

        var ordered = query.Provider.CreateQuery<TUser>(
            Expression.Call(
                typeof(Queryable),
                nameof(Queryable.OrderBy),
                [typeof(TUser), type],
                query.Expression,
                Expression.Quote(Expression.Lambda(id, user))
            )
        );
        return ordered
            .Take(PageSize)
            .Select(
                Expression.Lambda<Func<TUser, object>>(Expression.Convert(id, typeof(object)), user)
            );
    }

    // In the database's order, which the pages have: numbers have an operator, text and GUIDs a comparison that every provider knows.
    private static BinaryExpression IsAfter(MemberExpression id, object last)
    {
        var value = Expression.Constant(last, id.Type);
        var compare = id.Type.GetMethod(nameof(IComparable.CompareTo), [id.Type]);
        return id.Type.IsPrimitive || compare is null
            ? Expression.GreaterThan(id, value)
            : Expression.GreaterThan(Expression.Call(id, compare, value), Expression.Constant(0));
    }
}
