using System.Runtime.CompilerServices;
using System.Security.Claims;

namespace ProfileTwoFactor.ServerTests.Scale;

/// <summary>One profile of which everyone is a member; number 0 owns it.</summary>
internal sealed class NumberedDirectory : IProfileDirectory
{
    private static readonly TwoFactorProfile Acme = new()
    {
        Id = "acme",
        Name = "Acme",
        OwnerMemberId = "0",
        OwnerEmail = "0@example.com",
    };

    public ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult<ProfileAccess?>(
            new ProfileAccess(Acme, Member(user.FindFirst(ClaimTypes.NameIdentifier)!.Value))
        );

    public ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult<ProfileMember?>(Member(memberId));

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        yield return Member("0");
    }

    private static ProfileMember Member(string id) =>
        new() { MemberId = id, AccountName = $"{id}@example.com" };
}
