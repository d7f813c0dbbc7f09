using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>A caller whose first factor was accepted and whose code is required.</summary>
/// <param name="Call">Their account, without a signed-in user.</param>
/// <param name="Properties">Properties of the session to be.</param>
/// <param name="SignIn">The one-time sign-in of the cookie; null for a session of the host's that has yet to prove itself.</param>
internal sealed record PartialSignInCaller(
    AccountCall Call,
    AuthenticationProperties Properties,
    PartialSignIn? SignIn
);
