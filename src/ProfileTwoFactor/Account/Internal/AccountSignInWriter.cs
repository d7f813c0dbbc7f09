using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>Writes the host's session cookie, with the principal made anew and the proof in it.</summary>
internal sealed class AccountSignInWriter(
    AccountLookup accounts,
    AccountUserId userIds,
    SessionScheme scheme,
    TimeProvider time
)
{
    public async Task SignOutAsync(HttpContext context) => await context.SignOutAsync(scheme.Name);

    /// <returns>False when the directory does not let the person in any more.</returns>
    public async Task<bool> SignInAsync(
        HttpContext context,
        string userId,
        AuthenticationProperties? properties,
        string? provenEpoch,
        bool byBackupCode = false
    )
    {
        var principal = await accounts.CreatePrincipalAsync(
            context.RequestServices,
            userId,
            context.RequestAborted
        );
        if (principal is null)
        {
            return false;
        }

        var proof = provenEpoch is null
            ? null
            : AccountProof.Create(provenEpoch, time.GetUtcNow(), byBackupCode);
        await context.SignInAsync(scheme.Name, AccountProof.Put(principal, proof), properties);
        return true;
    }

    /// <summary>Gives this browser's session the proof of a new epoch; its end stays what it was. Callers without such a session (a token's) have nothing to renew.</summary>
    public async Task RenewAsync(AccountSession session, string epoch)
    {
        var ticket = await session.Context.AuthenticateAsync(scheme.Name);
        if (ticket.Succeeded && userIds.Of(ticket.Principal) == session.Account.UserId)
        {
            await SignInAsync(
                session.Context,
                session.Account.UserId,
                ticket.Properties,
                provenEpoch: epoch
            );
        }
    }
}
