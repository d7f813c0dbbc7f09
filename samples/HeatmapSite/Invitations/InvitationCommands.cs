using HeatmapSite.Data;
using HeatmapSite.Members;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Invitations;

/// <summary>Inviting people.</summary>
internal sealed class InvitationCommands(
    HeatmapDbContext database,
    MemberTransaction transaction,
    InvitationMail mail,
    TimeProvider time
)
{
    /// <summary>Invites an address; an earlier invitation of it to the same profile is withdrawn.</summary>
    /// <param name="email">Normalized.</param>
    /// <returns>Null when that person is a member already.</returns>
    public async Task<SentInvitation?> InviteAsync(
        TwoFactorProfile profile,
        string email,
        CancellationToken cancellationToken
    )
    {
        var token = SecretToken.Create();
        var outcome = await transaction.RunAsync(
            () => ReplaceAsync(profile.Id, email, token, cancellationToken),
            cancellationToken
        );
        return outcome == MemberChange.Done
            ? new SentInvitation(token, await mail.TrySendAsync(profile, email, token))
            : null;
    }

    private async Task<MemberChange> ReplaceAsync(
        string profileId,
        string email,
        string token,
        CancellationToken cancellationToken
    )
    {
        var earlier = await database
            .Memberships.Where(member =>
                member.ProfileId == profileId
                && (member.Email == email || member.Person!.Email == email)
            )
            .ToListAsync(cancellationToken);
        if (earlier.Any(member => member.ActivatedAt is not null))
        {
            return MemberChange.Conflict;
        }

        var membership = new Membership
        {
            ProfileId = profileId,
            Email = email,
            InvitedAt = time.GetUtcNow(),
        };
        database.RemoveRange(earlier);
        database.Add(membership);
        database.Add(
            new Invitation
            {
                TokenHash = SecretToken.Hash(token),
                ProfileId = profileId,
                MemberId = membership.MemberId,
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        return MemberChange.Done;
    }
}
