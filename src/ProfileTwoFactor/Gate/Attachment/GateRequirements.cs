using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Finds a requirement of ours in a policy.</summary>
internal static class GateRequirements
{
    /// <summary>By index where possible: this runs for every authorized endpoint of the host, and an enumerator would be garbage each time.</summary>
    public static bool Contain(
        IEnumerable<IAuthorizationRequirement> requirements,
        IAuthorizationRequirement ours
    )
    {
        if (requirements is IReadOnlyList<IAuthorizationRequirement> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (ReferenceEquals(list[i], ours))
                {
                    return true;
                }
            }

            return false;
        }

        return requirements.Contains(ours);
    }

    public static bool IsOurs(IAuthorizationRequirement requirement) =>
        ReferenceEquals(requirement, ProfileTwoFactorRequirement.Instance)
        || ReferenceEquals(requirement, SharedLinkRequirement.Instance)
        || ReferenceEquals(requirement, AccountTwoFactorRequirement.Instance);
}
