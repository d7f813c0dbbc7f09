using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Set on a request whose session is sound but has not proven the account's second factor, or can't be judged. It signs no user in.</summary>
internal sealed class UnprovenSession
{
    public required string UserId { get; init; }

    public required AuthenticationProperties Properties { get; init; }

    /// <summary>The store can't say whether a proof is needed.</summary>
    public bool Unavailable { get; init; }
}
