using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What the rules of a profile are called in calls, errors and the history.</summary>
internal static class PolicyNames
{
    public const string Window = "window";
    public const string AbsoluteLifetime = "absoluteLifetime";
    public const string SensitiveActionMaxAge = "sensitiveActionMaxAge";
    public const string Message = "message";
    public const string EnrollmentProof = "enrollmentProof";
    public const string AllowedAuthenticators = "allowedAuthenticators";

    public const string MachineCallers = AddedRule.MachineCallers;
    public const string UpstreamProof = AddedRule.UpstreamProof;

    public const string None = "none";
    public const string Required = "required";

    public static string Of(EnrollmentProof proof) =>
        proof == ProfileTwoFactor.EnrollmentProof.Required ? Required : None;

    public static string Of(MachineCallerAccess access) =>
        access switch
        {
            MachineCallerAccess.Allow => "allow",
            MachineCallerAccess.AllowWhileCreatorBound => "allow-while-creator-bound",
            _ => "deny",
        };

    public static MachineCallerAccess? FindAccess(string? text) =>
        text switch
        {
            "allow" => MachineCallerAccess.Allow,
            "allow-while-creator-bound" => MachineCallerAccess.AllowWhileCreatorBound,
            "deny" => MachineCallerAccess.Deny,
            _ => null,
        };

    public static string Of(UpstreamProof proof) =>
        proof == ProfileTwoFactor.UpstreamProof.Allow ? "allow" : "deny";

    public static UpstreamProof? FindUpstream(string? text) =>
        text switch
        {
            "allow" => ProfileTwoFactor.UpstreamProof.Allow,
            "deny" => ProfileTwoFactor.UpstreamProof.Deny,
            _ => null,
        };

    /// <summary>The rules that an Owner set.</summary>
    public static IEnumerable<string> SetIn(ProfilePolicyValues values)
    {
        if (values.WindowLifetime is not null)
        {
            yield return Window;
        }

        if (values.AbsoluteLifetime is not null)
        {
            yield return AbsoluteLifetime;
        }

        if (values.SensitiveActionMaxAge is not null)
        {
            yield return SensitiveActionMaxAge;
        }

        if (values.Message is not null)
        {
            yield return Message;
        }

        if (values.EnrollmentProof is not null)
        {
            yield return EnrollmentProof;
        }

        if (values.AllowedAuthenticators is not null)
        {
            yield return AllowedAuthenticators;
        }

        if (values.MachineCallers is not null)
        {
            yield return MachineCallers;
        }

        if (values.UpstreamProof is not null)
        {
            yield return UpstreamProof;
        }
    }
}
