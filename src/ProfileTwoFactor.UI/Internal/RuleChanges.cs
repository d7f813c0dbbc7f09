using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Internal;

/// <summary>What a history says of changed rules, in words. Lines that can't be read, as of a later version, are shown as they are.</summary>
internal static class RuleChanges
{
    private const string Between = " -> ";

    /// <summary>What an event's reason says: rules that were changed, or what an operator entered.</summary>
    public static IReadOnlyList<string> Lines(IStringLocalizer texts, string kind, string reason) =>
        kind == nameof(ProfilePolicyChanged)
            ? [.. reason.Split('\n').Select(line => Describe(texts, line))]
            : [texts["Events.Reason", reason]];

    private static string Describe(IStringLocalizer texts, string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (
            colon < 0
            || !RuleNames.All.Contains(line[..colon])
            || !TryRead(line[(colon + 2)..], out var from, out var to)
        )
        {
            return line;
        }

        var name = line[..colon];
        return texts[
            "Rules.Changed",
            texts[RuleNames.Label(name)].Value,
            Value(texts, name, from),
            Value(texts, name, to)
        ];
    }

    private static bool TryRead(string text, out string? from, out string? to)
    {
        to = null;
        return TryTake(ref text, out from)
            && text.StartsWith(Between, StringComparison.Ordinal)
            && (text = text[Between.Length..]).Length > 0
            && TryTake(ref text, out to)
            && text.Length == 0;
    }

    /// <summary>Takes a JSON null or text from the beginning.</summary>
    private static bool TryTake(ref string text, out string? value)
    {
        value = null;
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(
                bytes,
                new JsonReaderOptions { AllowMultipleValues = true }
            );
            if (
                !reader.Read()
                || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)
            )
            {
                return false;
            }

            value = reader.GetString();
            text = Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Value(IStringLocalizer texts, string name, string? value) =>
        value is null
            ? texts[name == RuleNames.Message ? "Rules.NoMessage" : "Rules.Default"]
            : name switch
            {
                RuleNames.Window
                or RuleNames.Absolute
                or RuleNames.MaxAge when RuleDurations.TryRead(value, out var duration) =>
                    RuleDurations.Text(texts, duration),
                RuleNames.Proof when value is "required" or "none" => RuleNames.ProofText(
                    texts,
                    value == "required" ? EnrollmentProof.Required : EnrollmentProof.None
                ),
                RuleNames.Machines when RuleNames.FindMachines(value) is { } access =>
                    RuleNames.MachinesText(texts, access),
                RuleNames.Upstream when RuleNames.FindUpstream(value) is { } upstream =>
                    RuleNames.UpstreamText(texts, upstream),
                RuleNames.Kinds => RuleNames.KindsText(
                    texts,
                    value.Split(", ", StringSplitOptions.RemoveEmptyEntries)
                ),
                RuleNames.Message => string.Format(
                    CultureInfo.InvariantCulture,
                    "\u201c{0}\u201d",
                    value.ReplaceLineEndings(" ")
                ),
                _ => value,
            };
}
