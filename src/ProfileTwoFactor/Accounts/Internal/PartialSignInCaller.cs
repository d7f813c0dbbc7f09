using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Somebody whose first factor was right and whose code is outstanding.</summary>
/// <param name="Call">Their account, with nobody signed in.</param>
/// <param name="Properties">Properties of the session to be.</param>
/// <param name="SignIn">The one-time sign-in of the cookie; null for a session of the host's that has yet to prove itself.</param>
internal sealed record PartialSignInCaller(
    AccountCall Call,
    AuthenticationProperties Properties,
    PartialSignIn? SignIn
);
