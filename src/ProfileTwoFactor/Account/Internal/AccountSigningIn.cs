using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>What happens after the password: a session, or half of one.</summary>
internal sealed class AccountSigningIn(
    AccountLookup accounts,
    PolicyReader policies,
    HalfWayCookie cookie,
    AccountSignInWriter writer,
    ActionUrls urls
)
{
    public async Task<TwoFactorResult<AccountSignIn>> SignInAsync(
        HttpContext context,
        string userId,
        AuthenticationProperties? properties
    )
    {
        var account = await accounts.FindAsync(
            context.RequestServices,
            userId,
            context.RequestAborted
        );
        if (account is null)
        {
            return TwoFactorErrors.SignInRequired();
        }

        // From the store, never from what this process remembers: another node may have switched it on a second ago.
        var policy = await policies.FindAsync(TwoFactorScope.Account(account.UserId));
        if (policy is { Enabled: true })
        {
            // Signing out first: whoever was signed in here must not be taken for the one whose code is outstanding.
            await writer.SignOutAsync(context);
            cookie.HandOut(context, account, policy.Epoch, properties);
            return AccountSignIn.HalfWay(urls.VerifyAccount(context));
        }

        return await writer.SignInAsync(context, account.UserId, properties, provenEpoch: null)
            ? AccountSignIn.SignedIn
            : TwoFactorErrors.SignInRequired();
    }
}
