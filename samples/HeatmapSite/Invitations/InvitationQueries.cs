using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Invitations;

internal sealed class InvitationQueries(HeatmapDbContext database)
{
    /// <returns>Null for a token that was never issued.</returns>
    public Task<FoundInvitation?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(token);
        return (
            from invitation in database.Invitations
            join profile in database.Profiles on invitation.ProfileId equals profile.Id
            where invitation.TokenHash == hash
            let email = database
                .Memberships.Where(member =>
                    member.MemberId == invitation.MemberId && member.ActivatedAt == null
                )
                .Select(member => member.Email)
                .FirstOrDefault()
            select new FoundInvitation(
                profile.Id,
                profile.Name,
                invitation.MemberId,
                email,
                database.People.Any(person => person.Email == email)
            )
        ).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether that is the person's address now; a session may remember an older one.</summary>
    public Task<bool> IsForAsync(
        string email,
        string? personId,
        CancellationToken cancellationToken
    ) =>
        database.People.AnyAsync(
            person => person.Id == personId && person.Email == email,
            cancellationToken
        );
}
