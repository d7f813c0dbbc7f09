using System.Security.Claims;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Whose attempts are counted together: one person of one tenant, whatever the profile, browser or address.</summary>
/// <param name="Tenant">Empty for none.</param>
/// <param name="Name">What tells people apart.</param>
/// <param name="IsPartial">Whether a sign-in waits for the code.</param>
internal readonly record struct AttemptPerson(string Tenant, string Name, bool IsPartial)
{
    /// <summary>What tells the signed-in person from others, by the principal alone: the directory knows better, and would have to be asked. Null when no user is signed in.</summary>
    public static string? NameOf(ClaimsPrincipal user)
    {
        foreach (var identity in user.Identities)
        {
            if (identity.IsAuthenticated)
            {
                return identity.FindFirst(ClaimTypes.NameIdentifier)?.Value
                    ?? identity.FindFirst("sub")?.Value
                    ?? identity.Name
                    // Without any of them, no two people have all claims in common.
                    ?? string.Join('\n', identity.Claims.Select(claim => claim.ToString()));
            }
        }

        return null;
    }
}
