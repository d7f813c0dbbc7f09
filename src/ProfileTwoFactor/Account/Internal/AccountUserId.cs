using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Reads the user id out of the host's principals.</summary>
internal sealed class AccountUserId(IOptions<AccountTwoFactorOptions> options)
{
    private readonly string[] _types = [.. options.Value.UserIdClaimTypes];

    /// <summary>Null when nobody is signed in, or when the principal names no user a store could hold.</summary>
    public string? Of(ClaimsPrincipal? user)
    {
        if (user is null)
        {
            return null;
        }

        foreach (var type in _types)
        {
            foreach (var identity in user.Identities)
            {
                if (
                    identity.IsAuthenticated
                    && identity.FindFirst(type)?.Value is { } id
                    && IdentifierRules.IsValid(id)
                )
                {
                    return id;
                }
            }
        }

        return null;
    }
}
