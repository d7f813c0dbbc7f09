using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Http;

/// <summary>The profile id is the route's. A request that names another one elsewhere is refused, so that no two readers can take it for different profiles.</summary>
internal readonly struct ProfileIdClaims(string routeValue, string routeParameter)
{
    internal bool IsProfileId(string name) =>
        name.Equals("profileId", StringComparison.OrdinalIgnoreCase)
        || name.Equals(
            ProfileTwoFactorDefaults.ProfileIdParameter,
            StringComparison.OrdinalIgnoreCase
        )
        || name.Equals(routeParameter, StringComparison.OrdinalIgnoreCase);

    internal bool Agrees(string? value) =>
        string.Equals(value, routeValue, StringComparison.Ordinal);

    internal bool AgreeWith(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (IsProfileId(name) && (values.Count != 1 || !Agrees(values[0])))
            {
                return false;
            }
        }

        return true;
    }

    internal static TwoFactorError Contradiction() =>
        TwoFactorErrorFactory.InvalidRequest(
            "The request contains a different profile id than its path."
        );
}
