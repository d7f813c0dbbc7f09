using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Http;

/// <summary>Knows of sign-ins that lack the account's second factor. Registered only where the host has account-level two-factor authentication.</summary>
internal interface IPartialSignInState
{
    /// <summary>A session is there, and the store can't say whether it needs a proof.</summary>
    bool IsUnavailable(HttpContext context);

    /// <summary>The code is all that the sign-in lacks.</summary>
    bool IsPartial(HttpContext context);
}
