using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>
/// Reads single columns. Nonsense is an exception, which becomes 503: read as "not bound" or "never enabled" it would open a profile.
/// </summary>
internal static class RowFields
{
    // Ticks of UTC in a bigint: exact on every database, ordered on SQLite, and free of providers that refuse or drop an offset.
    public static DateTimeOffset Moment(long ticks, string field)
    {
        Demand(ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks, field);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    public static DateTimeOffset? Moment(long? ticks, string field) =>
        ticks is { } present ? Moment(present, field) : null;

    public static T NotNegative<T>(T number, string field)
        where T : struct, System.Numerics.INumber<T>
    {
        Demand(!T.IsNegative(number), field);
        return number;
    }

    public static T Present<T>(T? value, string field)
        where T : struct
    {
        Demand(value.HasValue, field);
        return value.GetValueOrDefault();
    }

    public static string Present(string? value, string field)
    {
        Demand(!string.IsNullOrEmpty(value), field);
        return value;
    }

    public static byte[] Present(byte[]? value, string field)
    {
        Demand(value is { Length: > 0 }, field);
        return value;
    }

    public static IReadOnlyList<T> List<T>(string? json, string field)
        where T : class
    {
        Demand(json is not null, field);
        T?[]? items = null;
        try
        {
            items = JsonSerializer.Deserialize<T?[]>(json);
        }
        catch (JsonException)
        {
            Demand(false, field);
        }

        Demand(items is not null && Array.TrueForAll(items, item => item is not null), field);
        return Array.AsReadOnly(items!)!;
    }

    public static void Demand([DoesNotReturnIf(false)] bool sound, string field)
    {
        if (!sound)
        {
            throw new InvalidDataException(
                $"A row of ProfileTwoFactor isn't valid: see column {field}. The row was changed by another program, or was written by a newer version."
            );
        }
    }
}
