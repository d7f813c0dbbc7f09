using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Asks the host's account directory under our deadline, and checks that the answer makes sense.</summary>
internal sealed class AccountLookup(
    Deadline deadline,
    AccountUserId userIds,
    IOptions<AccountTwoFactorOptions> options
)
{
    /// <summary>Whether accounts have stamps, so that a user id alone says nothing about the scope.</summary>
    public bool HasStamps { get; } = options.Value.AccountStamps;

    public async Task<TwoFactorAccount?> FindAsync(
        IServiceProvider services,
        string userId,
        CancellationToken aborted
    )
    {
        if (!IdentifierRules.IsValid(userId))
        {
            return null;
        }

        var account = await deadline.AskAsync(
            DependencyNames.Directory,
            (services, userId),
            static (s, token) =>
                s.services.GetRequiredService<IAccountDirectory>().FindAsync(s.userId, token),
            aborted
        );
        return
            account is null
            || (
                string.Equals(account.UserId, userId, StringComparison.Ordinal)
                && HasStamps == !string.IsNullOrEmpty(account.Stamp)
                && IdentifierRules.IsValidStamp(account.Stamp)
            )
            ? account
            : throw deadline.InvalidAnswer(DependencyNames.Directory, FaultOf(account, userId));
    }

    private string FaultOf(TwoFactorAccount account, string userId) =>
        !string.Equals(account.UserId, userId, StringComparison.Ordinal)
            ? "it returned a different account than the requested one"
        : string.IsNullOrEmpty(account.Stamp)
            ? "it returned an account without a Stamp, but AccountTwoFactorOptions.AccountStamps is true"
        : HasStamps ? "it returned an account with an invalid Stamp"
        : "it returned an account with a Stamp, which requires AccountTwoFactorOptions.AccountStamps = true";

    /// <summary>The accounts a principal names: as a rule one. Empty when no user is signed in, or when one of them is closed or not of this host: a principal that contains it beside another person is not accepted.</summary>
    public async Task<IReadOnlyList<TwoFactorAccount>> FindAllAsync(
        IServiceProvider services,
        ClaimsPrincipal user,
        CancellationToken aborted
    )
    {
        var found = new List<TwoFactorAccount>();
        foreach (var userId in userIds.AllOf(user))
        {
            if (await FindAsync(services, userId, aborted) is not { } account)
            {
                return [];
            }

            found.Add(account);
        }

        return found;
    }

    public async Task<ClaimsPrincipal?> CreatePrincipalAsync(
        IServiceProvider services,
        string userId,
        CancellationToken aborted
    )
    {
        var principal = await deadline.AskAsync(
            DependencyNames.Directory,
            (services, userId),
            static (s, token) =>
                s
                    .services.GetRequiredService<IAccountDirectory>()
                    .CreatePrincipalAsync(s.userId, token),
            aborted
        );
        return
            principal is null
            || string.Equals(userIds.Of(principal), userId, StringComparison.Ordinal)
            ? principal
            : throw deadline.InvalidAnswer(
                DependencyNames.Directory,
                "it created a principal without the requested user id"
            );
    }
}
