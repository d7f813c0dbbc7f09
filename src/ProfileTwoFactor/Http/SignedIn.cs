using System.Security.Claims;

namespace ProfileTwoFactor.Http;

/// <summary>Signed in as the framework's own authorization understands it: any identity counts, not only the first.</summary>
internal static class SignedIn
{
    internal static bool Is(ClaimsPrincipal user)
    {
        // A loop, because the gate asks on every request.
        foreach (var identity in user.Identities)
        {
            if (identity.IsAuthenticated)
            {
                return true;
            }
        }

        return false;
    }
}
