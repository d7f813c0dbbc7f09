using System.Globalization;
using System.Text.Json;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>A duration as clients write one: seconds, as answers of the package have them; hours, minutes and seconds, as settings have them; or ISO 8601.</summary>
internal static class SuppliedDuration
{
    /// <summary>Beyond every limit, and within what a duration can hold.</summary>
    private const long MostSeconds = 100_000_000_000;

    private const int MostDigits = 9;

    /// <summary>In the order in which ISO 8601 wants them, and whether they stand behind the <c>T</c>.</summary>
    private static readonly (char Letter, bool IsTime, long Seconds)[] Units =
    [
        ('W', false, 7 * 86_400),
        ('D', false, 86_400),
        ('H', true, 3600),
        ('M', true, 60),
        ('S', true, 1),
    ];

    /// <returns>Null when it is none.</returns>
    internal static TimeSpan? Read(JsonElement value) =>
        value.ValueKind switch
        {
            // Also 60.0, which is the same number.
            JsonValueKind.Number => value.TryGetDecimal(out var seconds)
            && decimal.Truncate(seconds) == seconds
                ? Of(seconds)
                : null,
            JsonValueKind.String => value.GetString() is ['P', .. var iso]
                ? OfIso(iso)
                : OfClock(value.GetString()!),
            _ => null,
        };

    /// <summary><c>hh:mm:ss</c>, with any number of hours, and <c>d.hh:mm:ss</c>.</summary>
    private static TimeSpan? OfClock(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var days = dot < 0 ? 0 : Number(text.AsSpan(0, dot));
        return
            days is { } whole
            && text[(dot + 1)..].Split(':')
                is [var hours, { Length: 2 } minutes, { Length: 2 } seconds]
            && Number(hours) is { } h
            && Number(minutes) is { } m and < 60
            && Number(seconds) is { } s and < 60
            ? Of((24m * whole + h) * 3600 + m * 60 + s)
            : null;
    }

    /// <summary>What follows the <c>P</c>. Years and months have no length.</summary>
    private static TimeSpan? OfIso(ReadOnlySpan<char> text)
    {
        var (total, next, isTime, parts) = (0m, 0, false, 0);
        while (text.Length > 0)
        {
            if (text[0] == 'T' && !isTime)
            {
                isTime = true;
                text = text[1..];
                if (text.Length == 0)
                {
                    return null;
                }

                continue;
            }

            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || Number(text[..digits]) is not { } number)
            {
                return null;
            }

            var letter = text[digits];
            var unit = Array.FindIndex(
                Units,
                next,
                one => one.Letter == letter && one.IsTime == isTime
            );
            if (unit < 0)
            {
                return null;
            }

            total += number * Units[unit].Seconds;
            next = unit + 1;
            text = text[(digits + 1)..];
            parts++;
        }

        return parts > 0 ? Of(total) : null;
    }

    private static long? Number(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= MostDigits && !digits.ContainsAnyExceptInRange('0', '9')
            ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static TimeSpan Of(decimal seconds) =>
        TimeSpan.FromSeconds((long)Math.Clamp(seconds, -MostSeconds, MostSeconds));
}
