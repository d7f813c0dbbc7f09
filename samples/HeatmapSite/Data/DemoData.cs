using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data;

/// <summary>People, profiles and heatmaps to try the site with.</summary>
internal static class DemoData
{
    public const string Password = "Heatmap!2026";

    /// <summary>What the first page tells a newcomer about the demo accounts.</summary>
    public static IReadOnlyList<(string Email, string Role)> Accounts { get; } =
    [
        ("olivia@example.com", "Owner of Acme Store"),
        ("mark@example.com", "Member of Acme Store"),
        ("mei@example.com", "Member of Acme Store"),
        ("nora@example.com", "Invited to Acme Store, not activated"),
        ("oscar@example.com", "Owner of Beta Blog, member of Acme Store"),
        ("zoe@example.com", "Not a member of any profile"),
        ("sam@example.com", "Support"),
    ];

    public static async Task AddAsync(
        HeatmapDbContext database,
        IPasswordHasher<Person> hasher,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await database.People.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        var people = Accounts
            .Select(account => new Person
            {
                Id = Guid.NewGuid().ToString("n"),
                Email = account.Email,
                IsSupport = account.Role == "Support",
            })
            .ToDictionary(person => person.Email);

        // One hash for all: the password is published anyway, and hashing is slow on purpose.
        var hash = hasher.HashPassword(people.Values.First(), Password);
        foreach (var person in people.Values)
        {
            person.PasswordHash = hash;
        }

        database.AddRange(people.Values);
        AddProfile("acme", "Acme Store", "olivia", "mark", "mei", "oscar");
        AddProfile("beta", "Beta Blog", "oscar");
        database.Add(
            new Membership
            {
                ProfileId = "acme",
                Email = "nora@example.com",
                InvitedAt = now,
            }
        );
        database.AddRange(DemoHeatmaps.Heatmaps);
        database.AddRange(DemoHeatmaps.Clicks(DateOnly.FromDateTime(now.UtcDateTime)));

        // All or nothing: a half-filled database would not be filled again.
        await database.SaveChangesAsync(cancellationToken);

        void AddProfile(string id, string name, params string[] members)
        {
            var memberships = members
                .Select(member => people[$"{member}@example.com"])
                .Select(person => new Membership
                {
                    ProfileId = id,
                    Email = person.Email,
                    PersonId = person.Id,
                    InvitedAt = now,
                    ActivatedAt = now,
                })
                .ToList();
            database.AddRange(memberships);
            database.Add(
                new SiteProfile
                {
                    Id = id,
                    Name = name,
                    OwnerMemberId = memberships[0].MemberId,
                }
            );
        }
    }
}
