using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What the guard found out about a session. One of the three, so that nothing of a refused session can be left on one that passed.</summary>
internal abstract record SessionFinding
{
    private SessionFinding() { }

    /// <summary>The session has every proof it needs.</summary>
    /// <param name="UserIds">Every user the session names. All were looked at.</param>
    /// <param name="Proof">The proof it holds, so that a session the host renews in the same browser keeps it. Null where none is needed.</param>
    internal sealed record Passed(IReadOnlyList<string> UserIds, SessionProof? Proof)
        : SessionFinding;

    /// <summary>The session lacks the account's second factor and is not authenticated.</summary>
    /// <param name="UserId">Who has to prove it.</param>
    /// <param name="Properties">The properties of the session once the code is verified.</param>
    internal sealed record Unproven(string UserId, AuthenticationProperties Properties)
        : SessionFinding;

    /// <summary>The store can't tell whether a proof is needed. The session is not authenticated.</summary>
    internal sealed record Unavailable : SessionFinding;
}
