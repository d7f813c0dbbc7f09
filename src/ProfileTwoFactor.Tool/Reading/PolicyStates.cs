using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>Whether members must verify, as the gate judges it.</summary>
internal static class PolicyStates
{
    public static PolicyState Of(PolicyRecord policy, DateTimeOffset now) =>
        !policy.Enabled ? PolicyState.Off
        : policy is { Scheduled: true, EnforcedFrom: { } from } && from > now
            ? PolicyState.Scheduled
        : PolicyState.Enforced;
}
