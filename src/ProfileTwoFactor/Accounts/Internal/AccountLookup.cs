using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Asks the host's account directory under our deadline, and checks that the answer makes sense.</summary>
internal sealed class AccountLookup(Deadline deadline, AccountUserId userIds)
{
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

        var account = await AskAsync(
            services,
            (userId, aborted),
            static (directory, s) => directory.FindAsync(s.userId, s.aborted)
        );
        return account is null || string.Equals(account.UserId, userId, StringComparison.Ordinal)
            ? account
            : throw deadline.InvalidAnswer(
                DependencyNames.Directory,
                "it returned a different account than the requested one"
            );
    }

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
        var principal = await AskAsync(
            services,
            (userId, aborted),
            static (directory, s) => directory.CreatePrincipalAsync(s.userId, s.aborted)
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

    private async Task<T> AskAsync<T, TState>(
        IServiceProvider services,
        TState state,
        Func<IAccountDirectory, TState, ValueTask<T>> ask
    )
    {
        Task<T> answer;
        try
        {
            var directory = services.GetRequiredService<IAccountDirectory>();
            answer = ask(directory, state).AsTask();
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.Directory, exception);
        }

        return await deadline.WaitAsync(DependencyNames.Directory, answer);
    }
}
