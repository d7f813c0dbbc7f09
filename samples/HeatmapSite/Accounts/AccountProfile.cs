using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Accounts;

/// <summary>A person's own name, and the address they sign in with.</summary>
internal sealed class AccountProfile(HeatmapDbContext database)
{
    public Task<Person> GetAsync(string personId, CancellationToken cancellationToken) =>
        database.People.SingleAsync(person => person.Id == personId, cancellationToken);

    public async Task<ProfileChange> RenameAsync(
        string personId,
        string? name,
        CancellationToken cancellationToken
    )
    {
        var displayName = name?.Trim() ?? "";
        if (displayName.Length > Person.MaxDisplayName || displayName.Any(char.IsControl))
        {
            return ProfileChange.NameRefused;
        }

        var person = await GetAsync(personId, cancellationToken);
        person.DisplayName = displayName;
        await database.SaveChangesAsync(cancellationToken);
        return ProfileChange.Done;
    }
}
