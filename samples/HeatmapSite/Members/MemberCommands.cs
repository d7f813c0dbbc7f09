using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Members;

/// <summary>Removing people and handing a profile over. A profile has an activated Owner at every moment.</summary>
internal sealed class MemberCommands(HeatmapDbContext database, MemberTransaction transaction)
{
    /// <summary>Removes a member, or withdraws an invitation. A member who comes back gets a new member id and binds again.</summary>
    public Task<MemberChange> RemoveAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    ) =>
        transaction.RunAsync(
            async () =>
            {
                var isOwner = await database.Profiles.AnyAsync(
                    profile => profile.Id == profileId && profile.OwnerMemberId == memberId,
                    cancellationToken
                );
                if (isOwner)
                {
                    return MemberChange.Conflict;
                }

                var removed = await database
                    .Memberships.Where(member =>
                        member.ProfileId == profileId && member.MemberId == memberId
                    )
                    .ExecuteDeleteAsync(cancellationToken);
                return removed == 1 ? MemberChange.Done : MemberChange.NotFound;
            },
            cancellationToken
        );

    /// <summary>Makes an activated member the Owner in place of the present one, who stays a member.</summary>
    public Task<MemberChange> TransferOwnershipAsync(
        string profileId,
        string fromMemberId,
        string toMemberId,
        CancellationToken cancellationToken
    ) =>
        transaction.RunAsync(
            async () =>
            {
                var member = await database
                    .Memberships.AsNoTracking()
                    .SingleOrDefaultAsync(
                        candidate =>
                            candidate.ProfileId == profileId && candidate.MemberId == toMemberId,
                        cancellationToken
                    );
                if (member is null)
                {
                    return MemberChange.NotFound;
                }

                // The Owner who asks must still be the Owner: of two transfers at once only one happens.
                var changed =
                    member.ActivatedAt is null || toMemberId == fromMemberId
                        ? 0
                        : await database
                            .Profiles.Where(profile =>
                                profile.Id == profileId && profile.OwnerMemberId == fromMemberId
                            )
                            .ExecuteUpdateAsync(
                                update =>
                                    update.SetProperty(
                                        profile => profile.OwnerMemberId,
                                        toMemberId
                                    ),
                                cancellationToken
                            );
                return changed == 1 ? MemberChange.Done : MemberChange.Conflict;
            },
            cancellationToken
        );
}
