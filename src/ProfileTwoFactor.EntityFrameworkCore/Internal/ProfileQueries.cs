using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Where the app's database has profiles and memberships.</summary>
internal sealed record ProfileQueries<TContext>(
    Func<TContext, string, IQueryable<TwoFactorProfile>> Profiles,
    Func<TContext, string, IQueryable<ProfileMembership>> Members,
    Func<ClaimsPrincipal, string?> UserId
)
    where TContext : DbContext
{
    private static readonly string[] UserIdClaims = [ClaimTypes.NameIdentifier, "sub"];

    /// <summary>The id of a user who is signed in, by the claims in which sessions usually have it.</summary>
    public static string? ReadUserId(ClaimsPrincipal user) =>
        user
            .Identities.Where(identity => identity.IsAuthenticated)
            .SelectMany(identity => UserIdClaims.Select(identity.FindFirst))
            .FirstOrDefault(claim => claim is { Value.Length: > 0 })
            ?.Value;
}
