using System.Globalization;
using System.Text;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What is wrong with values that an Owner proposes: which one, and which limit it breaks. What is neither changed nor named isn't checked: the app's limits may have changed since.</summary>
internal sealed class PolicyCheck(PolicyRules rules, PolicyStatus status)
{
    /// <summary>Marks that change the direction of text: one could make a message read as another.</summary>
    private const string Directions =
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    /// <param name="before">What is stored.</param>
    /// <param name="proposed">What should be stored.</param>
    /// <param name="named">What the caller named, also if it is stored like that already; null where it isn't known.</param>
    public string? FindMistake(
        ProfilePolicyValues before,
        ProfilePolicyValues proposed,
        IReadOnlySet<string>? named
    )
    {
        return Duration(
                PolicyNames.Window,
                rules.Window,
                before.WindowLifetime,
                proposed.WindowLifetime
            )
            ?? Duration(
                PolicyNames.AbsoluteLifetime,
                rules.Absolute,
                before.AbsoluteLifetime,
                proposed.AbsoluteLifetime
            )
            ?? Duration(
                PolicyNames.SensitiveActionMaxAge,
                rules.MaxAge,
                before.SensitiveActionMaxAge,
                proposed.SensitiveActionMaxAge
            )
            ?? (
                Concerns(PolicyNames.Message, proposed.Message != before.Message)
                    ? Message(proposed.Message)
                    : null
            )
            ?? (
                Concerns(
                    PolicyNames.EnrollmentProof,
                    proposed.EnrollmentProof != before.EnrollmentProof
                )
                    ? Proof(proposed.EnrollmentProof)
                    : null
            )
            ?? (
                Concerns(
                    PolicyNames.AllowedAuthenticators,
                    before with { AllowedAuthenticators = proposed.AllowedAuthenticators } != before
                )
                    ? Authenticators(proposed.AllowedAuthenticators)
                    : null
            )
            ?? (
                Concerns(
                    PolicyNames.MachineCallers,
                    proposed.MachineCallers != before.MachineCallers
                )
                    ? Machines(proposed.MachineCallers)
                    : null
            )
            ?? (
                Concerns(PolicyNames.UpstreamProof, proposed.UpstreamProof != before.UpstreamProof)
                    ? Upstream(proposed.UpstreamProof)
                    : null
            );

        bool Concerns(string name, bool changes) => changes || named?.Contains(name) == true;

        string? Duration(string name, DurationRule rule, TimeSpan? stored, TimeSpan? value) =>
            Concerns(name, value != stored) ? PolicyCheck.Duration(name, rule, value) : null;
    }

    private static string? Duration(string name, DurationRule rule, TimeSpan? proposed)
    {
        if (proposed is not { } value)
        {
            return null;
        }

        if (value < rule.Minimum)
        {
            return $"\"{name}\" is {Shown(value)}, but the minimum is {Shown(rule.Minimum)}.";
        }

        return value > rule.Maximum
                ? $"\"{name}\" is {Shown(value)}, but the maximum is {Shown(rule.Maximum)}."
            : value.Ticks % TimeSpan.TicksPerSecond != 0
                ? $"\"{name}\" must be a whole number of seconds."
            : null;
    }

    private string? Message(string? message)
    {
        if (message is null)
        {
            return null;
        }

        if (rules.LongestMessage == 0)
        {
            return $"\"{PolicyNames.Message}\" can't be set: this app shows no messages of Owners.";
        }

        if (message.Length > rules.LongestMessage)
        {
            return $"\"{PolicyNames.Message}\" has {message.Length} characters, but the maximum is {rules.LongestMessage}.";
        }

        foreach (var rune in message.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                continue;
            }

            if (
                rune == Rune.ReplacementChar
                || rune.Value is 0xfffe or 0xffff
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                || (rune.IsBmp && Directions.Contains((char)rune.Value, StringComparison.Ordinal))
            )
            {
                return $"\"{PolicyNames.Message}\" contains the character U+{rune.Value:X4}. It must be text without control characters, except line breaks.";
            }
        }

        return null;
    }

    private string? Proof(EnrollmentProof? proof) =>
        proof is not { } value || status.Bounds.EnrollmentProofs.Contains(value) ? null
        : value is EnrollmentProof.None
            ? $"\"{PolicyNames.EnrollmentProof}\" can't be \"none\": this app requires a proof in every profile."
        : value is not EnrollmentProof.Required
            ? $"\"{PolicyNames.EnrollmentProof}\" must be \"none\" or \"required\"."
        : rules.ProofIsAllowed
            ? $"\"{PolicyNames.EnrollmentProof}\" can't be \"required\": this app mails no codes, so an Owner without an authenticator could never bind one."
        : $"\"{PolicyNames.EnrollmentProof}\" can't be \"required\": this app doesn't let Owners choose.";

    private string? Authenticators(IReadOnlyList<string>? kinds)
    {
        if (kinds is null)
        {
            return null;
        }

        if (kinds.Count == 0)
        {
            return $"\"{PolicyNames.AllowedAuthenticators}\" is empty, but members need at least one kind: {Choices()}.";
        }

        if (kinds.FirstOrDefault(kind => !rules.OwnersKinds.Contains(kind)) is { } unknown)
        {
            return $"\"{PolicyNames.AllowedAuthenticators}\" contains \"{Short(unknown)}\", but an Owner can choose from: {Choices()}.";
        }

        return kinds.Distinct(StringComparer.Ordinal).Count() < kinds.Count
            ? $"\"{PolicyNames.AllowedAuthenticators}\" contains a kind twice."
            : null;
    }

    private string? Machines(MachineCallerAccess? access) =>
        access is not { } value || status.Bounds.MachineCallers.Contains(value) ? null
        : status.Bounds.MachineCallers.Count == 0
            ? $"\"{PolicyNames.MachineCallers}\" can't be set: this app names no machine callers."
        : !Enum.IsDefined(value) ? $"\"{PolicyNames.MachineCallers}\" isn't one of its values."
        : $"\"{PolicyNames.MachineCallers}\" is \"{PolicyNames.Of(value)}\", but an Owner can choose from: {string.Join(", ", status.Bounds.MachineCallers.Select(PolicyNames.Of))}.";

    private string? Upstream(UpstreamProof? proof) =>
        proof is not { } value || status.Bounds.UpstreamProofs.Contains(value) ? null
        : status.Bounds.UpstreamProofs.Count == 0
            ? $"\"{PolicyNames.UpstreamProof}\" can't be set: this app accepts no proof of an identity provider."
        : $"\"{PolicyNames.UpstreamProof}\" isn't one of its values.";

    private string Choices() => string.Join(", ", rules.OwnersKinds);

    private static string Short(string text) => text.Length > 40 ? text[..40] + "\u2026" : text;

    /// <summary>In seconds, as in calls, and as people write it.</summary>
    private static string Shown(TimeSpan duration) =>
        $"{PolicyText.Seconds(duration)} seconds ({duration.ToString("c", CultureInfo.InvariantCulture)})";
}
