using System.Security.Claims;

namespace ProfileTwoFactor.Http;

/// <summary>Signed in as the framework's own authorization understands it: any identity counts, not only the first.</summary>
internal static class SignedIn
{
    internal static bool Is(ClaimsPrincipal user)
    {
        // By index where possible: the gate asks on every request, and an enumerator would be garbage each time.
        if (user.Identities is List<ClaimsIdentity> identities)
        {
            for (var i = 0; i < identities.Count; i++)
            {
                if (identities[i].IsAuthenticated)
                {
                    return true;
                }
            }

            return false;
        }

        return user.Identities.Any(identity => identity.IsAuthenticated);
    }
}
