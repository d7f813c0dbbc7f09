using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SlowDirectories;

/// <summary>Directories that ask the request's own context, as most apps write them, before they answer as those of other tests.</summary>
public sealed class ShopDirectory(
    ShopContext context,
    TestDirectory profiles,
    TestAccounts accounts
) : IProfileDirectory, ISharedLinkDirectory, IAccountDirectory
{
    async ValueTask<ProfileAccess?> IProfileDirectory.FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        await AskAsync(cancellationToken);
        return await profiles.FindAsync(profileId, user, cancellationToken);
    }

    public async ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        await AskAsync(cancellationToken);
        return await profiles.FindMemberAsync(profileId, memberId, cancellationToken);
    }

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await AskAsync(cancellationToken);
        await foreach (var member in profiles.ListMembersAsync(profileId, cancellationToken))
        {
            yield return member;
        }
    }

    async ValueTask<SharedLink?> ISharedLinkDirectory.FindAsync(
        string token,
        CancellationToken cancellationToken
    )
    {
        await AskAsync(cancellationToken);
        return new SharedLink { ProfileId = "acme", Access = SharedLinkAccess.Public };
    }

    async ValueTask<TwoFactorAccount?> IAccountDirectory.FindAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        await AskAsync(cancellationToken);
        return await accounts.FindAsync(userId, cancellationToken);
    }

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        await AskAsync(cancellationToken);
        return await accounts.CreatePrincipalAsync(userId, cancellationToken);
    }

    private Task<int> AskAsync(CancellationToken cancellationToken) =>
        context.Members.TagWith(SlowQueries.Tag).CountAsync(cancellationToken);
}
