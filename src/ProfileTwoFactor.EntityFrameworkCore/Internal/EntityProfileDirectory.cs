using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>A directory by the app's own queries. Each call has a context of its own, so that one that was given up disturbs nothing.</summary>
/// <remarks>
/// Databases compare text by collations, which may ignore case, accents, or spaces at the end. A user or member is taken only if the id is the
/// very same, and a profile that is found in a different form is returned with its id as stored.
/// </remarks>
internal sealed class EntityProfileDirectory<TContext>(
    OwnContext<TContext> own,
    ProfileQueries<TContext> queries
) : IProfileDirectory
    where TContext : DbContext
{
    private const int PageSize = 500;

    public async ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        var userId = queries.UserId(user);
        return await own.ReadHostsAsync(
            async Task<ProfileAccess?> (context) =>
            {
                if (await ProfileAsync(context, profileId, cancellationToken) is not { } profile)
                {
                    return null;
                }

                var found = string.IsNullOrEmpty(userId)
                    ? []
                    : await queries
                        .Members(context, profile.Id)
                        .Where(member => member.UserId == userId)
                        .ToListAsync(cancellationToken);
                return new ProfileAccess(
                    profile,
                    One(
                        found.FindAll(member => Same(member.UserId, userId!)),
                        $"user '{userId}' is several members of profile '{profile.Id}'"
                    )
                        is { } membership
                        ? Member(membership)
                        : null
                );
            },
            cancellationToken
        );
    }

    public async ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        var found = await own.ReadHostsAsync(
            context =>
                queries
                    .Members(context, profileId)
                    .Where(member => member.MemberId == memberId)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return
            One(
                found.FindAll(member => Same(member.MemberId, memberId)),
                $"several members of profile '{profileId}' have the id '{memberId}'"
            )
                is { } membership
            ? Member(membership)
            : null;
    }

    /// <remarks>In pages: a profile of a million members must hold no connection while the caller works.</remarks>
    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? last = null;
        HashSet<string> seen = [];
        int read;
        do
        {
            var from = last;
            var page = await own.ReadHostsAsync(
                context =>
                    PageFrom(queries.Members(context, profileId), from)
                        .ToListAsync(cancellationToken),
                cancellationToken
            );
            // A page begins with what the database takes for the last id, which may be several ids that differ in case.
            var fresh = page.FindAll(membership => !seen.Contains(membership.MemberId));
            foreach (var membership in fresh)
            {
                yield return Member(membership);
            }

            seen = page.Select(membership => membership.MemberId).ToHashSet(StringComparer.Ordinal);
            last = page.LastOrDefault()?.MemberId;
            read = fresh.Count == 0 ? 0 : page.Count;
        } while (read == PageSize);
    }

    private static IQueryable<ProfileMembership> PageFrom(
        IQueryable<ProfileMembership> members,
        string? from
    ) =>
        (
            from is null
                ? members
                : members.Where(member => string.Compare(member.MemberId, from) >= 0)
        )
            .OrderBy(member => member.MemberId)
            .Take(PageSize);

    private async Task<TwoFactorProfile?> ProfileAsync(
        TContext context,
        string profileId,
        CancellationToken cancellationToken
    )
    {
        var found = await queries.Profiles(context, profileId).ToListAsync(cancellationToken);
        return found.Find(profile => Same(profile.Id, profileId))
            ?? One(found, $"'{profileId}' is the id of several profiles");
    }

    // Which of them is meant is not ours to guess, and the gate refuses what a directory can't answer.
    private static T? One<T>(List<T> found, string ambiguity)
        where T : class =>
        found switch
        {
            [] => null,
            [var one] => one,
            _ => throw new InvalidOperationException(
                $"The queries of AddEntityFrameworkProfileDirectory are ambiguous: {ambiguity}. "
                    + "Make them return one row, or implement IProfileDirectory."
            ),
        };

    private static bool Same(string stored, string asked) =>
        string.Equals(stored, asked, StringComparison.Ordinal);

    private static ProfileMember Member(ProfileMembership membership) =>
        new()
        {
            MemberId = membership.MemberId,
            AccountName = membership.AccountName,
            Stamp = membership.Stamp,
            SecurityStamp = membership.SecurityStamp,
            Language = membership.Language,
        };
}
