using System.Security.Claims;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>One profile: olivia owns it, mark is a member, everyone else is a stranger.</summary>
internal sealed class AcmeDirectory : IProfileDirectory
{
    private static readonly TwoFactorProfile AcmeProfile = new()
    {
        Id = "acme",
        Name = "Acme Store",
        OwnerMemberId = "m-olivia",
        OwnerEmail = "olivia@example.com",
    };

    public ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult<ProfileAccess?>(
            profileId == AcmeProfile.Id
                ? new ProfileAccess(AcmeProfile, Member($"m-{user.Identity?.Name}"))
                : null
        );

    public ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(Member(memberId));

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        yield return Member("m-olivia")!;
        yield return Member("m-mark")!;
    }

    private static ProfileMember? Member(string id) =>
        id is "m-olivia" or "m-mark"
            ? new ProfileMember { MemberId = id, AccountName = $"{id[2..]}@example.com" }
            : null;
}
