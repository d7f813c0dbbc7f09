using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Looks at every session of the host's cookie scheme: one that lacks the account's proof, however it came about, signs nobody in.</summary>
internal sealed class AccountSessionGuard(
    AccountUserId userIds,
    AccountPolicies policies,
    HalfWaySignIns halfWay,
    ILogger<AccountSessionGuard> logger
)
{
    /// <summary>Called with what the host's own validation left; never throws, because pages open to everybody must not fail with our store.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context, ClaimsPrincipal before)
    {
        if (context.Principal is not { } principal)
        {
            return;
        }

        var ids = userIds.AllOf(principal);
        if (ids.Count == 0)
        {
            // Without a user nobody can say whether a proof is needed.
            Log.SessionWithoutUser(logger, context.Scheme.Name);
            context.RejectPrincipal();
            return;
        }

        foreach (var userId in ids)
        {
            if (!await IsProvenAsync(context, userId, before))
            {
                return;
            }
        }

        context.HttpContext.Features.Set(new GuardedSession(ids));
    }

    /// <summary>A session the host renews for the same person in the same browser (a changed name, "refresh sign-in") keeps its proof. Whatever was half-way before it is over.</summary>
    public Task SigningInAsync(CookieSigningInContext context)
    {
        if (
            context.HttpContext.Features.Get<ProvenSession>() is { } proven
            && context.Principal is { } principal
            && userIds.Of(principal) == proven.UserId
            && !principal.HasClaim(claim => claim.Type == AccountClaims.Epoch)
        )
        {
            context.Principal = AccountProof.Put(principal, proven.Proof);
        }

        return context.HttpContext.Features.Get<CompletedSignIn>() is null
            ? halfWay.GiveUpAsync(context.HttpContext)
            : Task.CompletedTask;
    }

    public Task SigningOutAsync(CookieSigningOutContext context)
    {
        context.HttpContext.Features.Set<ProvenSession>(null);
        return halfWay.GiveUpAsync(context.HttpContext);
    }

    private async Task<bool> IsProvenAsync(
        CookieValidatePrincipalContext context,
        string userId,
        ClaimsPrincipal before
    )
    {
        string? epoch;
        try
        {
            epoch = await policies.FindEpochAsync(userId);
        }
        catch (DependencyUnavailableException exception)
        {
            Log.SessionUnavailable(logger, exception.Dependency, exception);
            Refuse(context, userId, unavailable: true);
            return false;
        }

        if (epoch is null)
        {
            return true;
        }

        // The host may have put a new principal in place of the ticket's, as Identity does at intervals; the proof is the ticket's.
        var principal = context.Principal!;
        var proof =
            AccountProof.Find(principal, epoch)
            ?? (userIds.AllOf(before).Contains(userId) ? AccountProof.Find(before, epoch) : null);
        if (proof is null)
        {
            Refuse(context, userId, unavailable: false);
            return false;
        }

        if (!principal.Identities.Contains(proof))
        {
            context.ReplacePrincipal(AccountProof.Put(principal, proof));
        }

        context.HttpContext.Features.Set(new ProvenSession(userId, proof));
        return true;
    }

    private static void Refuse(
        CookieValidatePrincipalContext context,
        string userId,
        bool unavailable
    )
    {
        context.RejectPrincipal();
        context.HttpContext.Features.Set<ProvenSession>(null);
        context.HttpContext.Features.Set(
            new UnprovenSession
            {
                UserId = userId,
                Properties = context.Properties,
                Unavailable = unavailable,
            }
        );
    }
}
