using System.Security.Claims;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Set on a request whose session proved the second factor, so that a session the host renews in the same browser keeps the proof.</summary>
internal sealed record ProvenSession(string UserId, ClaimsIdentity Proof);
