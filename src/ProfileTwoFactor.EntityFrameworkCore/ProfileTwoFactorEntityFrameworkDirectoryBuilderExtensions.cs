using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reads profiles and members from the app's database.</summary>
public static class ProfileTwoFactorEntityFrameworkDirectoryBuilderExtensions
{
    /// <summary>Registers a directory that asks <typeparamref name="TContext"/> with two queries of the app, in place of a class that implements <see cref="IProfileDirectory"/>.</summary>
    /// <remarks>
    /// <para>The queries decide who is a member: leave out people who haven't accepted their invitation, and who are blocked or deleted. Query filters of the
    /// context apply. Each gated request runs both of them, in a separate service scope, context, and connection, so a change counts once it is committed.</para>
    /// <para>User and member ids are compared by the database first, and then ordinally, so a collation that ignores case doesn't make one user
    /// another. If a query finds two rows where one is meant, the gate refuses the request with 503 and logs which.</para>
    /// <para>A directory that is registered already stays.</para>
    /// </remarks>
    /// <typeparam name="TContext">The context, registered with <c>AddDbContext</c>, <c>AddDbContextPool</c>, or <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="profiles">The profile with an id from a request. The id might not be in canonical form.</param>
    /// <param name="members">The activated members of the profile with a canonical id.</param>
    /// <param name="userId">Reads the user's id, as in <see cref="ProfileMembership.UserId"/>, from the session. Null for a person who isn't signed in. The default reads the claim <see cref="ClaimTypes.NameIdentifier"/>, then <c>sub</c>.</param>
    public static ProfileTwoFactorBuilder AddEntityFrameworkProfileDirectory<TContext>(
        this ProfileTwoFactorBuilder builder,
        Func<TContext, string, IQueryable<TwoFactorProfile>> profiles,
        Func<TContext, string, IQueryable<ProfileMembership>> members,
        Func<ClaimsPrincipal, string?>? userId = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(members);
        var services = builder.Services;
        services.AddOptions<ProfileTwoFactorOptions>();
        services.TryAddSingleton<OwnContext<TContext>>();
        services.TryAddSingleton(
            new ProfileQueries<TContext>(
                profiles,
                members,
                userId ?? ProfileQueries<TContext>.ReadUserId
            )
        );
        services.TryAddSingleton<IProfileDirectory, EntityProfileDirectory<TContext>>();
        return builder;
    }
}
