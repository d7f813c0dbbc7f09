using System.Text.Encodings.Web;
using System.Text.Json;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>The changes of an event as text, one in each line, for histories that keep no lists. The pages read it again.</summary>
internal static class PolicyChangeText
{
    public static string Of(IEnumerable<PolicyValueChange> changes) =>
        string.Join(
            '\n',
            changes.Select(change => $"{change.Name}: {Value(change.From)} -> {Value(change.To)}")
        );

    // As JSON: a line break in a message must not look like another change.
    private static string Value(string? value) =>
        value is null
            ? "null"
            : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
