using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Whose first factor was accepted, and what the account requires now.</summary>
internal sealed class SignInLookup(
    AccountLookup accounts,
    PolicyReader policies,
    Tenants tenants,
    ILogger<SignInLookup> logger,
    ISignInImport? import = null
)
{
    /// <returns>Null if the person must not be signed in.</returns>
    public async Task<(TwoFactorAccount Account, PolicyRecord? Policy)?> FindAsync(
        HttpContext context,
        string userId
    )
    {
        var account = await accounts.FindAsync(
            context.RequestServices,
            userId,
            context.RequestAborted
        );
        if (account is null)
        {
            return null;
        }

        // From the store, never from what this process remembers: another node may have switched it on a second ago.
        var scope = AccountScope.Of(account, tenants.Of(context));
        var policy = await policies.FindAsync(scope);
        if (policy is not { Enabled: true } && account.HasOtherSecondFactor && import is not null)
        {
            await import.ImportAsync(context, account);
            policy = await policies.FindAsync(scope);
        }

        if (policy is not { Enabled: true } && account.HasOtherSecondFactor)
        {
            // A password alone must not open an account whose second factor is elsewhere.
            AccountLog.OtherSecondFactor(logger);
            return null;
        }

        return (account, policy);
    }
}
