using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;
using ProfileTwoFactor.Stores;

namespace HeatmapSite.Support;

/// <summary>Finds people for the support. Reads whether two-factor authentication is on, and never a binding.</summary>
internal sealed class SupportQueries(HeatmapDbContext database, IPolicyStore policies)
{
    /// <returns>Null when no account has that address.</returns>
    public async Task<SupportedPerson?> FindAsync(
        string? email,
        CancellationToken cancellationToken
    )
    {
        var address = EmailAddress.Normalise(email);
        var person = address is null
            ? null
            : await database
                .People.AsNoTracking()
                .SingleOrDefaultAsync(candidate => candidate.Email == address, cancellationToken);
        if (person is null)
        {
            return null;
        }

        var rows = await database
            .Memberships.AsNoTracking()
            .Include(member => member.Profile)
            .Where(member => member.PersonId == person.Id && member.ActivatedAt != null)
            .OrderBy(member => member.Profile!.Name)
            .ToListAsync(cancellationToken);
        var memberships = new List<SupportedMembership>(rows.Count);
        foreach (var row in rows)
        {
            var profile = row.Profile!;
            memberships.Add(
                new SupportedMembership(
                    profile.Id,
                    profile.Name,
                    row.MemberId,
                    profile.OwnerMemberId == row.MemberId,
                    await IsOnAsync(
                        TwoFactorScope.Profile(profile.Id, profile.Stamp),
                        cancellationToken
                    )
                )
            );
        }

        var account = TwoFactorScope.Account(person.Id);
        return new SupportedPerson(
            person.Id,
            person.Email,
            person.DisplayName,
            await IsOnAsync(account, cancellationToken),
            memberships
        );
    }

    /// <summary>Whether a person belongs to a profile, whatever their place in it.</summary>
    public Task<bool> BelongsAsync(
        string? personId,
        string profileId,
        CancellationToken cancellationToken
    ) =>
        database.Memberships.AnyAsync(
            member => member.ProfileId == profileId && member.PersonId == personId,
            cancellationToken
        );

    private async Task<bool> IsOnAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
        await policies.FindAsync(scope, cancellationToken) is { Enabled: true };
}
