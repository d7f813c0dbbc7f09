using System.Security.Claims;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Reads the user id out of the host's principals.</summary>
internal sealed class AccountUserId(IOptions<AccountTwoFactorOptions> options)
{
    private readonly string[] _types = [.. options.Value.UserIdClaimTypes];

    /// <summary>Every id a principal carries. More than one is unusual (an external identity beside the host's own), and each must be verified.</summary>
    public IReadOnlyList<string> AllOf(ClaimsPrincipal user) =>
        [
            .. user
                .Identities.Where(identity => identity.IsAuthenticated)
                .SelectMany(identity => identity.Claims)
                .Where(claim => _types.Contains(claim.Type) && IdentifierRules.IsValid(claim.Value))
                .Select(claim => claim.Value)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Null if the caller isn't signed in, or if the principal has no user id that a store accepts.</summary>
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
