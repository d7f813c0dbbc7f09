using HeatmapSite.Data;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

internal static class HeatmapDbContextExtensions
{
    /// <summary>A profile of these people, the first of whom is the Owner.</summary>
    public static void AddProfile(
        this HeatmapDbContext database,
        string id,
        IEnumerable<Person> people
    )
    {
        var now = DateTimeOffset.UtcNow;
        var members = people
            .Select(person => new Membership
            {
                ProfileId = id,
                Email = person.Email,
                PersonId = person.Id,
                InvitedAt = now,
                ActivatedAt = now,
            })
            .ToList();
        database.AddRange(members);
        database.Add(
            new SiteProfile
            {
                Id = id,
                Name = id,
                OwnerMemberId = members[0].MemberId,
            }
        );
    }
}
