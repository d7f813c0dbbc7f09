using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What is known of one request's session. The guard of sessions and the completion of a sign-in write it. The account calls read it.</summary>
internal sealed class AccountSession
{
    private AccountSession() { }

    public AccountSessionState State { get; private set; }

    /// <summary>Of a session that passed: the user ids that were looked at.</summary>
    public IReadOnlyList<string> GuardedIds { get; private set; } = [];

    /// <summary>Of a session that is not authenticated: its user.</summary>
    public string? UserId { get; private set; }

    /// <summary>Of a session that is not authenticated: its properties once the code is verified.</summary>
    public AuthenticationProperties? Properties { get; private set; }

    /// <summary>The proof a session holds, so that one the host renews in the same browser keeps it.</summary>
    public (string UserId, ClaimsIdentity Identity)? Proof { get; private set; }

    /// <summary>A code of this request has consumed its partial sign-in: there is nothing left to cancel.</summary>
    public bool IsSignInCompleted { get; private set; }

    public static AccountSession? Find(HttpContext context) =>
        context.Features.Get<AccountSession>();

    public static AccountSession Of(HttpContext context)
    {
        if (Find(context) is { } known)
        {
            return known;
        }

        var session = new AccountSession();
        context.Features.Set(session);
        return session;
    }

    public void Proven(string userId, ClaimsIdentity proof) => Proof = (userId, proof);

    /// <summary>Every user the session names was looked at.</summary>
    public void Passed(IReadOnlyList<string> userIds) =>
        (State, GuardedIds) = (AccountSessionState.Passed, userIds);

    /// <summary>The session is not authenticated: the proof is missing, or the store can't tell whether one is needed.</summary>
    public void Refused(string userId, AuthenticationProperties properties, bool unavailable)
    {
        State = unavailable ? AccountSessionState.Unavailable : AccountSessionState.Unproven;
        (UserId, Properties, Proof) = (userId, properties, null);
    }

    public void SignedOut() => Proof = null;

    public void SignInCompleted() => IsSignInCompleted = true;
}
