using System.Runtime.CompilerServices;
using System.Security.Claims;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The host's directory, which throws, hangs or answers nonsense when the test says so.</summary>
internal sealed class FaultyDirectory(IProfileDirectory inner, NodeFaults faults)
    : IProfileDirectory
{
    private const string Name = "directory";

    public async ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        await faults.MeetAsync(Name, cancellationToken);
        return faults.IsNonsense(Name)
            ? default(ProfileAccess)
            : await inner.FindAsync(profileId, user, cancellationToken);
    }

    public async ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        await faults.MeetAsync(Name, cancellationToken);
        return await inner.FindMemberAsync(profileId, memberId, cancellationToken);
    }

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await faults.MeetAsync(Name, cancellationToken);
        await foreach (var member in inner.ListMembersAsync(profileId, cancellationToken))
        {
            yield return member;
        }
    }
}
