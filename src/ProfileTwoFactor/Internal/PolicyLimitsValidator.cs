using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Internal;

/// <summary>Reports all errors in what Owners may set, each with its value.</summary>
internal sealed class PolicyLimitsValidator(SupportedAuthenticators kinds)
    : IValidateOptions<ProfileTwoFactorOptions>
{
    private const string Section = "ProfileTwoFactor:PolicyLimits";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, ProfileTwoFactorOptions options)
    {
        var limits = options.PolicyLimits;
        string[] mistakes =
        [
            .. Range(
                "WindowLifetime",
                options.WindowLifetime,
                limits.MinWindowLifetime,
                limits.MaxWindowLifetime
            ),
            .. Range(
                "AbsoluteLifetime",
                options.WindowAbsoluteLifetime,
                limits.MinAbsoluteLifetime,
                limits.MaxAbsoluteLifetime
            ),
            .. Range(
                "SensitiveActionMaxAge",
                options.SensitiveActionMaxAge,
                limits.MinSensitiveActionMaxAge,
                limits.MaxSensitiveActionMaxAge
            ),
            .. Message(limits.MaxMessageLength),
            .. Authenticators(limits.Authenticators),
            .. Machines(limits.MaxMachineCallers),
        ];
        return mistakes.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Range(
        string option,
        TimeSpan host,
        TimeSpan? minimum,
        TimeSpan? maximum
    )
    {
        foreach (var (side, value) in new[] { ("Min", minimum), ("Max", maximum) })
        {
            if (value is { } given && (given < Second || given > DurationRule.Longest))
            {
                yield return $"{Section}:{side}{option} is '{given}', but it must be between one second and ten years.";
            }
        }

        var rule = DurationRule.Create(host, minimum, maximum);
        // An own value that makes no sense is reported with the other options.
        if ((minimum ?? maximum) is not null && rule.Minimum > rule.Maximum)
        {
            yield return $"{Section}:Min{option} is '{rule.Minimum}', but the maximum is '{rule.Maximum}'. Set a shorter minimum, or Max{option}.";
        }
    }

    private static IEnumerable<string> Message(int length)
    {
        if (length is < 0 or > ProfilePolicyLimits.LongestMessage)
        {
            yield return $"{Section}:MaxMessageLength is '{length}', but it must be between 0 (no messages) and {ProfilePolicyLimits.LongestMessage}.";
        }
    }

    private static IEnumerable<string> Machines(MachineCallerAccess most)
    {
        if (!Enum.IsDefined(most))
        {
            yield return $"{Section}:MaxMachineCallers is '{most}', but it must be Deny, AllowWhileCreatorBound, or Allow.";
        }
    }

    private IEnumerable<string> Authenticators(IReadOnlyCollection<string>? names)
    {
        if (names is { Count: 0 })
        {
            yield return $"{Section}:Authenticators is empty, but an Owner must be able to allow one. Use null for all kinds.";
        }

        foreach (var name in names ?? [])
        {
            if (!kinds.Names.Contains(name, StringComparer.Ordinal))
            {
                yield return $"{Section}:Authenticators contains '{name}', but this app has: {string.Join(", ", kinds.Names)}. Add the package of that kind, or remove the name.";
            }
        }
    }
}
