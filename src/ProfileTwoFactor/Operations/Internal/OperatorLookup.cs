using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Finds the affected person of a removal, without a signed-in user.</summary>
internal sealed class OperatorLookup(ProfileResolver profiles, Deadline deadline)
{
    private static readonly ClaimsPrincipal Nobody = new();

    public async Task<TwoFactorAccount?> FindAccountAsync(
        IServiceProvider services,
        string userId,
        CancellationToken aborted
    )
    {
        var lookup =
            services.GetService<AccountLookup>()
            ?? throw new InvalidOperationException(
                "Account two-factor authentication isn't configured. Call AddAccounts<TDirectory>() on AddProfileTwoFactor()."
            );
        return await lookup.FindAsync(services, userId, aborted);
    }

    public async Task<TwoFactorProfile?> FindProfileAsync(
        IServiceProvider services,
        string profileId,
        CancellationToken aborted
    ) => (await profiles.FindAsync(services, profileId, Nobody, aborted))?.Profile;

    public async Task<ProfileMember?> FindMemberAsync(
        IServiceProvider services,
        string profileId,
        string memberId,
        CancellationToken aborted
    )
    {
        if (!IdentifierRules.IsValid(memberId))
        {
            return null;
        }

        return await deadline.AskAsync(
            DependencyNames.Directory,
            (services, profileId, memberId),
            static (s, token) =>
                s
                    .services.GetRequiredService<IProfileDirectory>()
                    .FindMemberAsync(s.profileId, s.memberId, token),
            aborted
        );
    }

    /// <summary>Whether the host still knows the scope, with its stamp.</summary>
    public async Task<bool> ExistsAsync(
        IServiceProvider services,
        TwoFactorScope scope,
        CancellationToken aborted
    ) =>
        scope.Kind == TwoFactorScopeKind.Account
            ? await FindAccountAsync(services, scope.Id, aborted) is { } account
                && AccountScope.Of(account, scope.Tenant) == scope
            : await FindProfileAsync(services, scope.Id, aborted) is { } profile
                && TwoFactorScope.Profile(profile.Id, profile.Stamp).InTenant(scope.Tenant)
                    == scope;
}
