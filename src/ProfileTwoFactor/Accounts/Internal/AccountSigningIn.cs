using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What happens after the password: a session, or half of one.</summary>
internal sealed class AccountSigningIn(
    AccountCallRunner calls,
    SignInLookup lookup,
    PartialSignInManager signIns,
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
        if (await lookup.FindAsync(context, userId) is not var (account, policy))
        {
            return TwoFactorErrorFactory.SignInRequired();
        }

        if (policy is { Enabled: true })
        {
            // Sign out first: a person who was signed in here must not be taken for the person whose code is required.
            var value = signIns.Create(account, policy.Epoch, properties);
            await writer.SignOutAsync(context);
            signIns.HandOut(context, value);
            return AccountSignIn.Partial(urls.VerifyAccount(context));
        }

        if (await writer.CreatePrincipalAsync(context, account.UserId) is not { } principal)
        {
            return TwoFactorErrorFactory.SignInRequired();
        }

        await writer.SignInAsync(context, principal, properties, provenEpoch: null);
        return AccountSignIn.SignedIn;
    }

    /// <summary>The sign-in of this browser that waits for its code.</summary>
    public async Task<TwoFactorResult<PartialSignInInfo>> FindAsync(HttpContext context) =>
        !SignedIn.Is(context.User) && await calls.OpenPartialAsync(context) is { } caller
            ? new PartialSignInInfo(
                caller.Call.AccountName,
                caller.SignIn is { } signIn ? signIns.TicketOf(signIn).ExpiresAt : null
            )
            : TwoFactorErrorFactory.SignInRequired();

    public Task CancelAsync(HttpContext context) => signIns.GiveUpAsync(context);
}
