using System.Globalization;
using System.Text.Json;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The date that a body named, as it was written.</summary>
internal sealed class SuppliedDate
{
    private const string Name = "enforceFrom";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private SuppliedDate(DateTimeOffset? value) => Value = value;

    /// <summary>Null for a JSON null.</summary>
    internal DateTimeOffset? Value { get; }

    internal static TwoFactorResult<SuppliedDate> Read(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Null)
        {
            return new SuppliedDate(null);
        }

        if (element.ValueKind is not JsonValueKind.String)
        {
            return TwoFactorErrorFactory.InvalidRequest($"\"{Name}\" must be a string or null.");
        }

        var text = element.GetString()!;
        if (
            !DateTimeOffset.TryParseExact(
                text,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var date
            )
        )
        {
            return TwoFactorErrorFactory.InvalidRequest(
                $"\"{Name}\" must be a date and time in ISO 8601 with an offset, such as 2027-01-15T09:00:00Z."
            );
        }

        // Which moment a time without an offset means depends on who reads it.
        return HasOffset(text)
            ? new SuppliedDate(date)
            : TwoFactorErrorFactory.InvalidRequest(
                $"\"{Name}\" has no offset. Add one, such as Z or +09:00."
            );
    }

    internal static TwoFactorError Missing() =>
        TwoFactorErrorFactory.InvalidRequest(
            $"The body contains no \"{Name}\". Send a date and time, or null for now."
        );

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || text is [.., '+' or '-', _, _, ':', _, _];
}
