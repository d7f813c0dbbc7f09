using System.Globalization;

namespace ProfileTwoFactor.Tool.Output;

/// <summary>How the text of all commands shows times and tables.</summary>
internal static class Lines
{
    public static string Time(DateTimeOffset? time) =>
        time is { } known
            ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "-";

    /// <summary>Columns as wide as what is in them.</summary>
    public static void Table(TextWriter output, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var widths = Enumerable
            .Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(
                string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))
                    .TrimEnd()
            );
        }
    }
}
