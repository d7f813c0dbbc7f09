using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Claims;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A host's profiles and members in memory. Ids are canonical in lower case; callers may write them as they like.</summary>
public sealed class TestDirectory : IProfileDirectory
{
    private readonly ConcurrentDictionary<string, TwoFactorProfile> _profiles = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<(string Profile, string User), ProfileMember> _members =
        new();

    public int Calls;

    /// <summary>Runs before every answer: throw, hang or look.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Runs before every row of the list of members.</summary>
    public Func<Task>? BeforeMember { get; set; }

    /// <summary>Changes the answer, for hosts that talk nonsense.</summary>
    public Func<ProfileAccess?, ProfileAccess?> Rewrite { get; set; } = access => access;

    public static TestDirectory Seeded()
    {
        var directory = new TestDirectory();
        directory.AddProfile("acme", "Acme Store", "olivia");
        directory.AddProfile("beta", "Beta Blog", "oscar");
        directory.AddMember("acme", "olivia");
        directory.AddMember("acme", "mark");
        directory.AddMember("acme", "mei");
        directory.AddMember("acme", "oscar");
        directory.AddMember("beta", "oscar");
        return directory;
    }

    public void AddProfile(string id, string name, string owner, string? stamp = null) =>
        _profiles[id] = new TwoFactorProfile
        {
            Id = id,
            Name = name,
            OwnerMemberId = MemberId(id, owner),
            OwnerEmail = $"{owner}@example.com",
            Stamp = stamp,
        };

    public void RemoveProfile(string id) => _profiles.TryRemove(id, out _);

    public void AddMember(
        string profile,
        string user,
        string? memberId = null,
        string? securityStamp = null,
        string? accountName = null
    ) =>
        _members[(profile, user)] = new ProfileMember
        {
            MemberId = memberId ?? MemberId(profile, user),
            AccountName = accountName ?? $"{user}@example.com",
            SecurityStamp = securityStamp,
        };

    public void RemoveMember(string profile, string user) =>
        _members.TryRemove((profile, user), out _);

    public void TransferTo(string profile, string user) =>
        _profiles[profile] = _profiles[profile] with
        {
            OwnerMemberId = _members[(profile, user)].MemberId,
            OwnerEmail = $"{user}@example.com",
        };

    public static string MemberId(string profile, string user) => $"{profile}-{user}";

    public async ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref Calls);
        if (Before is { } before)
        {
            await before();
        }

        var canonical = profileId.ToLowerInvariant();
        if (!_profiles.TryGetValue(canonical, out var profile))
        {
            return Rewrite(null);
        }

        var name = user.Identity?.Name ?? "";
        return Rewrite(new ProfileAccess(profile, _members.GetValueOrDefault((canonical, name))));
    }

    public ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    ) =>
        new(
            _members
                .FirstOrDefault(m => m.Key.Profile == profileId && m.Value.MemberId == memberId)
                .Value
        );

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        foreach (
            var member in _members.Where(m => m.Key.Profile == profileId).OrderBy(m => m.Key.User)
        )
        {
            await (BeforeMember?.Invoke() ?? Task.CompletedTask);
            yield return member.Value;
        }
    }
}
