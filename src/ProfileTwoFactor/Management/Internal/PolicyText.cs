using System.Globalization;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The values of a profile as they are kept and told.</summary>
internal static class PolicyText
{
    /// <summary>One way to write the same: no blanks around a message, one kind of line break, and none for an empty one.</summary>
    public static ProfilePolicyValues Normalize(ProfilePolicyValues values)
    {
        var message = values.Message?.ReplaceLineEndings("\n").Trim();
        return values with
        {
            Message = message is { Length: > 0 } ? message : null,
            // The package's own, which no caller sets.
            ActiveAfter = null,
            VerifiedAfter = null,
            CodesAfter = null,
            PasskeysAfter = null,
            UpstreamAfter = null,
        };
    }

    public static IReadOnlyList<PolicyValueChange> Changes(
        ProfilePolicyValues before,
        ProfilePolicyValues after
    ) => [.. Texts(before).Zip(Texts(after), Change).OfType<PolicyValueChange>()];

    private static PolicyValueChange? Change(
        (string Name, string? Text) from,
        (string Name, string? Text) to
    ) => from.Text == to.Text ? null : new(from.Name, from.Text, to.Text);

    private static IEnumerable<(string Name, string? Text)> Texts(ProfilePolicyValues values)
    {
        yield return (PolicyNames.Window, Seconds(values.WindowLifetime));
        yield return (PolicyNames.AbsoluteLifetime, Seconds(values.AbsoluteLifetime));
        yield return (PolicyNames.SensitiveActionMaxAge, Seconds(values.SensitiveActionMaxAge));
        yield return (PolicyNames.Message, values.Message);
        yield return (
            PolicyNames.EnrollmentProof,
            values.EnrollmentProof is { } proof ? PolicyNames.Of(proof) : null
        );
        yield return (
            PolicyNames.AllowedAuthenticators,
            values.AllowedAuthenticators is { } kinds ? string.Join(", ", kinds) : null
        );
        yield return (
            PolicyNames.MachineCallers,
            values.MachineCallers is { } access ? PolicyNames.Of(access) : null
        );
        yield return (
            PolicyNames.UpstreamProof,
            values.UpstreamProof is { } upstream ? PolicyNames.Of(upstream) : null
        );
    }

    public static string? Seconds(TimeSpan? duration) =>
        duration is { } present
            ? ((decimal)present.Ticks / TimeSpan.TicksPerSecond).ToString(
                "0.#######",
                CultureInfo.InvariantCulture
            )
            : null;
}
