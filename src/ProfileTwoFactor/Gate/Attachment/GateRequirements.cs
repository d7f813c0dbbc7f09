using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Finds the requirements of ours in a policy.</summary>
internal static class GateRequirements
{
    /// <summary>By index where possible: this runs for every authorized endpoint of the host, and an enumerator would be garbage each time.</summary>
    public static GateDemands In(IEnumerable<IAuthorizationRequirement> requirements)
    {
        var demands = GateDemands.None;
        if (requirements is IReadOnlyList<IAuthorizationRequirement> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                demands |= Of(list[i]);
            }

            return demands;
        }

        foreach (var requirement in requirements)
        {
            demands |= Of(requirement);
        }

        return demands;
    }

    public static bool IsOurs(IAuthorizationRequirement requirement) =>
        Of(requirement) != GateDemands.None;

    private static GateDemands Of(IAuthorizationRequirement requirement) =>
        ReferenceEquals(requirement, ProfileTwoFactorRequirement.Instance) ? GateDemands.Profile
        : ReferenceEquals(requirement, SharedLinkRequirement.Instance) ? GateDemands.Link
        : ReferenceEquals(requirement, AccountTwoFactorRequirement.Instance) ? GateDemands.Account
        : GateDemands.None;
}
