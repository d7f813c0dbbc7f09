using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Checks every session of the host's cookie scheme: a session without the account's proof, however it was created, isn't authenticated.</summary>
internal sealed class AccountSessionGuard(
    AccountUserId userIds,
    AccountPolicies policies,
    PartialSignInManager signIns,
    ILogger<AccountSessionGuard> logger
)
{
    /// <summary>Called with what the host's own validation left; never throws, because public pages must not fail with our store.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context, ClaimsPrincipal before)
    {
        if (context.Principal is not { } principal)
        {
            return;
        }

        var ids = userIds.AllOf(principal);
        if (ids.Count == 0)
        {
            // Without a user it is unknown whether a proof is required.
            AccountLog.SessionWithoutUser(logger, context.Scheme.Name);
            context.RejectPrincipal();
            return;
        }

        SessionProof? proof = null;
        foreach (var userId in ids)
        {
            var found = await CheckAsync(context, userId, before);
            if (found is not SessionFinding.Passed passed)
            {
                context.RejectPrincipal();
                AccountSession.Of(context.HttpContext).Found(found);
                return;
            }

            proof = passed.Proof ?? proof;
        }

        AccountSession.Of(context.HttpContext).Found(new SessionFinding.Passed(ids, proof));
    }

    /// <summary>A session the host renews for the same person in the same browser (a changed name, "refresh sign-in") keeps its proof. An earlier partial sign-in ends.</summary>
    public async Task SigningInAsync(CookieSigningInContext context)
    {
        await NoteEpochsAsync(context);
        var session = AccountSession.Find(context.HttpContext);
        if (
            session?.Finding is SessionFinding.Passed { Proof: var (provenUser, proof) }
            && context.Principal is { } principal
            && userIds.Of(principal) == provenUser
            && !principal.HasClaim(claim => claim.Type == AccountClaims.Epoch)
        )
        {
            context.Principal = AccountProof.Put(principal, proof);
        }

        if (session is not { IsSignInCompleted: true })
        {
            await signIns.GiveUpAsync(context.HttpContext);
        }
    }

    public Task SigningOutAsync(CookieSigningOutContext context)
    {
        AccountSession.Find(context.HttpContext)?.SignedOut();
        return signIns.GiveUpAsync(context.HttpContext);
    }

    /// <returns>Null when the session is over: there is no code that would help.</returns>
    private async Task<SessionFinding?> CheckAsync(
        CookieValidatePrincipalContext context,
        string userId,
        ClaimsPrincipal before
    )
    {
        AccountState state;
        try
        {
            state = await policies.FindAsync(context.HttpContext, userId);
        }
        catch (DependencyUnavailableException exception)
        {
            AccountLog.SessionUnavailable(logger, exception.Dependency, exception);
            return new SessionFinding.Unavailable();
        }

        if (state.Stamp is { } stamp && !TicketEpoch.HasStamp(context.Properties, userId, stamp))
        {
            // Of an earlier account with this user id, or from before accounts had stamps.
            return null;
        }

        if (state.Epoch is not { } epoch)
        {
            return new SessionFinding.Passed([userId], Proof: null);
        }

        if (!state.Enabled)
        {
            return IsFromAfterTheSwitch(context, userId, before, state)
                ? new SessionFinding.Passed([userId], Proof: null)
                : null;
        }

        // The host may have put a new principal in place of the ticket's, as Identity does at intervals; the proof is the ticket's.
        var proof = FindProof(context, userId, before, epoch);
        if (proof is null)
        {
            return new SessionFinding.Unproven(userId, context.Properties);
        }

        Keep(context, proof);
        return new SessionFinding.Passed([userId], new SessionProof(userId, proof));
    }

    /// <summary>
    /// Disabled, but it was enabled. A partial sign-in from that time must not become complete because another person disabled it: only what
    /// was issued since, or was verified, counts. There is no partial sign-in now, so the person signs in again.
    /// </summary>
    private bool IsFromAfterTheSwitch(
        CookieValidatePrincipalContext context,
        string userId,
        ClaimsPrincipal before,
        AccountState state
    )
    {
        if (TicketEpoch.Is(context.Properties, userId, state.Epoch!))
        {
            return true;
        }

        if (
            state.LastEnabledEpoch is { } last
            && FindProof(context, userId, before, last) is { } proof
        )
        {
            Keep(context, proof);
            return true;
        }

        return false;
    }

    private static void Keep(CookieValidatePrincipalContext context, ClaimsIdentity proof)
    {
        if (!context.Principal!.Identities.Contains(proof))
        {
            context.ReplacePrincipal(AccountProof.Put(context.Principal, proof));
        }
    }

    private ClaimsIdentity? FindProof(
        CookieValidatePrincipalContext context,
        string userId,
        ClaimsPrincipal before,
        string epoch
    ) =>
        AccountProof.Find(context.Principal, epoch)
        ?? (userIds.AllOf(before).Contains(userId) ? AccountProof.Find(before, epoch) : null);

    /// <remarks>From the store: an epoch that this process still remembers would end the session immediately. Who has just proven an epoch was noted under it.</remarks>
    private async Task NoteEpochsAsync(CookieSigningInContext context)
    {
        var proven = context.Principal?.FindFirst(AccountClaims.Epoch)?.Value;
        foreach (var userId in context.Principal is { } user ? userIds.AllOf(user) : [])
        {
            var isNoted = proven is not null && TicketEpoch.Is(context.Properties, userId, proven);
            if (isNoted && !policies.HaveStamps)
            {
                continue;
            }

            AccountState? state = null;
            try
            {
                state = await policies.ReadAsync(context.HttpContext, userId);
            }
            catch (DependencyUnavailableException exception)
            {
                // Nothing is noted, so the session counts only where the account never had two-factor authentication, and has no stamp.
                AccountLog.SessionUnavailable(logger, exception.Dependency, exception);
            }

            TicketEpoch.NoteStamp(context.Properties, userId, state?.Stamp);
            if (!isNoted)
            {
                TicketEpoch.Note(context.Properties, userId, state?.Epoch);
            }
        }
    }
}
