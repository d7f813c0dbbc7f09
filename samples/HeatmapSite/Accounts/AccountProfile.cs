using HeatmapSite.Data;
using HeatmapSite.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Accounts;

/// <summary>A person's own name and address. Memberships stay what they are, and with them every authenticator.</summary>
internal sealed class AccountProfile(
    HeatmapDbContext database,
    MemberTransaction transaction,
    IPasswordHasher<Person> hasher
)
{
    public Task<Person> GetAsync(string personId, CancellationToken cancellationToken) =>
        database.People.SingleAsync(person => person.Id == personId, cancellationToken);

    /// <param name="password">The present password; needed for another address only, which is what one signs in with.</param>
    public async Task<ProfileChange> ChangeAsync(
        string personId,
        string? name,
        string? email,
        string? password,
        CancellationToken cancellationToken
    )
    {
        var person = await GetAsync(personId, cancellationToken);
        var displayName = name?.Trim() ?? "";
        if (displayName.Length > Person.MaxDisplayName || displayName.Any(char.IsControl))
        {
            return ProfileChange.NameRefused;
        }

        if (EmailAddress.Normalise(email) is not { } address)
        {
            return ProfileChange.AddressRefused;
        }

        if (
            address != person.Email
            && hasher.VerifyHashedPassword(person, person.PasswordHash, password ?? "")
                == PasswordVerificationResult.Failed
        )
        {
            return ProfileChange.WrongPassword;
        }

        var outcome = await transaction.RunAsync(
            () => SaveAsync(person, displayName, address, cancellationToken),
            cancellationToken
        );
        return outcome == MemberChange.Done ? ProfileChange.Done : ProfileChange.Taken;
    }

    private async Task<MemberChange> SaveAsync(
        Person person,
        string name,
        string email,
        CancellationToken cancellationToken
    )
    {
        person.DisplayName = name;
        if (email != person.Email)
        {
            person.Email = email;
            var own = await database
                .Memberships.Where(member => member.PersonId == person.Id)
                .ToListAsync(cancellationToken);
            own.ForEach(member => member.Email = email);

            // The new address may have been invited where the person is a member already: that invitation has nothing left to offer.
            var profiles = own.ConvertAll(member => member.ProfileId);
            await database
                .Memberships.Where(member =>
                    member.Email == email
                    && member.ActivatedAt == null
                    && profiles.Contains(member.ProfileId)
                )
                .ExecuteDeleteAsync(cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        return MemberChange.Done;
    }
}
