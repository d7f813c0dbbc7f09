using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What is known of one request's session. The guard of sessions and the completion of a sign-in write it. The account calls read it.</summary>
internal sealed class AccountSession
{
    private AccountSession() { }

    /// <summary>Null: no session, or one the guard ended for good.</summary>
    public SessionFinding? Finding { get; private set; }

    /// <summary>A code of this request has consumed its partial sign-in: there is nothing left to cancel.</summary>
    public bool IsSignInCompleted { get; private set; }

    public static AccountSession? Find(HttpContext context) =>
        context.Features.Get<AccountSession>();

    public static SessionFinding? FindingOf(HttpContext context) => Find(context)?.Finding;

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

    public void Found(SessionFinding? finding) => Finding = finding;

    public void SignedOut()
    {
        if (Finding is SessionFinding.Passed passed)
        {
            Finding = passed with { Proof = null };
        }
    }

    public void SignInCompleted() => IsSignInCompleted = true;
}
