using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Writes the host's session cookie, with a newly created principal and the proof in it. What the host's own events and transformations throw is a dependency's failure.</summary>
internal sealed class AccountSignInWriter(
    AccountLookup accounts,
    AccountUserId userIds,
    SessionScheme scheme,
    Deadline deadline,
    TimeProvider time
)
{
    public Task SignOutAsync(HttpContext context) =>
        GuardAsync(async () =>
        {
            await context.SignOutAsync(scheme.Name);
            // Also for the rest of this request, the caller isn't signed in.
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            return true;
        });

    public Task<ClaimsPrincipal?> CreatePrincipalAsync(HttpContext context, string userId) =>
        accounts.CreatePrincipalAsync(context.RequestServices, userId, context.RequestAborted);

    public Task SignInAsync(
        HttpContext context,
        ClaimsPrincipal principal,
        AuthenticationProperties? properties,
        string? provenEpoch,
        ProofMethod method = ProofMethod.None
    )
    {
        var proof = provenEpoch is null
            ? null
            : AccountProof.Create(provenEpoch, time.GetUtcNow(), method);
        var session = WithoutRedirect(properties) ?? new AuthenticationProperties();
        if (provenEpoch is not null && userIds.Of(principal) is { } userId)
        {
            TicketEpoch.Note(session, userId, provenEpoch);
        }

        return GuardAsync(async () =>
        {
            await context.SignInAsync(scheme.Name, AccountProof.Put(principal, proof), session);
            return true;
        });
    }

    /// <summary>Gives this browser's session the proof of a new epoch; its end stays what it was. Callers without such a session (a token's) have nothing to renew.</summary>
    public async Task RenewAsync(AccountCall call, string epoch, ProofMethod method)
    {
        var ticket = await GuardAsync(() => call.Context.AuthenticateAsync(scheme.Name));
        if (
            ticket.Succeeded
            && userIds.Of(ticket.Principal) == call.Account.UserId
            && await CreatePrincipalAsync(call.Context, call.Account.UserId) is { } principal
        )
        {
            await SignInAsync(call.Context, principal, ticket.Properties, epoch, method);
        }
    }

    /// <summary>The framework would turn the answer into a redirect, and the backup codes would not be shown.</summary>
    private static AuthenticationProperties? WithoutRedirect(AuthenticationProperties? properties)
    {
        if (properties?.RedirectUri is null)
        {
            return properties;
        }

        var clone = properties.Clone();
        clone.RedirectUri = null;
        return clone;
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw deadline.Failed(DependencyNames.Session, exception);
        }
    }
}
