using System.Security.Claims;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>The proof of an account in a session.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Identity">The claims that prove it.</param>
internal sealed record SessionProof(string UserId, ClaimsIdentity Identity);
