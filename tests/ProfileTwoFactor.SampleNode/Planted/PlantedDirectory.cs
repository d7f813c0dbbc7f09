using System.Security.Claims;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>A directory that gives another answer to the question that is asked at each request.</summary>
internal sealed class PlantedDirectory(
    IProfileDirectory inner,
    Func<IProfileDirectory, string, ClaimsPrincipal, CancellationToken, Task<ProfileAccess?>> find
) : IProfileDirectory
{
    public async ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    ) => await find(inner, profileId, user, cancellationToken);

    public ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    ) => inner.FindMemberAsync(profileId, memberId, cancellationToken);

    public IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        CancellationToken cancellationToken
    ) => inner.ListMembersAsync(profileId, cancellationToken);
}
