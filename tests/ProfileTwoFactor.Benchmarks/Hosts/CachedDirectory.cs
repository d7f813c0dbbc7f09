using System.Runtime.CompilerServices;
using System.Security.Claims;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>A host's directory that has its answers in memory: what it costs is two dictionary look-ups, so the gate's own cost shows.</summary>
internal sealed class CachedDirectory : IProfileDirectory
{
    private readonly Dictionary<string, Entry> _profiles = new(StringComparer.Ordinal);

    public static CachedDirectory Create(int profiles, int people)
    {
        var directory = new CachedDirectory();
        for (var profile = 0; profile < profiles; profile++)
        {
            var members = Enumerable.Range(0, people).Where(person => person % profiles == profile);
            directory.Add($"workspace-{profile}", members);
        }
        return directory;
    }

    /// <summary>Adds a profile; its first member is the Owner.</summary>
    public void Add(string id, IEnumerable<int> people)
    {
        var members = people.Select(Person.MemberOf).ToDictionary(m => m.AccountName);
        var owner = members.Values.First();
        _profiles[id] = new Entry(
            new TwoFactorProfile
            {
                Id = id,
                Name = $"Workspace {id}",
                OwnerMemberId = owner.MemberId,
                OwnerEmail = owner.AccountName,
            },
            members
        );
    }

    public ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        if (!_profiles.TryGetValue(profileId, out var entry))
        {
            return default;
        }
        ProfileMember? member = null;
        if (user.Identity is { IsAuthenticated: true, Name: { } name })
        {
            entry.Members.TryGetValue(name, out member);
        }
        return new(new ProfileAccess(entry.Profile, member));
    }

    public ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    ) =>
        new(
            _profiles.TryGetValue(profileId, out var entry)
                ? entry.Members.Values.FirstOrDefault(member => member.MemberId == memberId)
                : null
        );

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask;
        foreach (var member in _profiles[profileId].Members.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return member;
        }
    }

    private sealed record Entry(
        TwoFactorProfile Profile,
        Dictionary<string, ProfileMember> Members
    );
}
