using System.Text;

namespace ProfileTwoFactor.Http;

/// <summary>Comma-separated values (RFC 4180) that no spreadsheet takes for a formula.</summary>
/// <remarks>
/// Names and reasons are written by people. A cell that begins with one of these characters is a formula in a spreadsheet, which can send
/// other cells to another site; an apostrophe in front makes it text. The same goes for what follows a separator within a cell: programs
/// with another separator than the comma begin a new cell there.
/// </remarks>
internal static class SafeCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Without it, spreadsheets read UTF-8 as the code page of the machine.</summary>
    public const string ByteOrderMark = "\uFEFF";

    public static void AppendRow(StringBuilder text, params IEnumerable<string?> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            AppendCell(text, cell ?? "");
        }

        text.Append("\r\n");
    }

    private static void AppendCell(StringBuilder text, string cell)
    {
        text.Append('"');
        var mayBegin = true;
        foreach (var character in cell)
        {
            if (mayBegin && IsFormula(character))
            {
                text.Append('\'');
            }

            mayBegin = IsSeparator(character) || (mayBegin && IsSkipped(character));
            text.Append(character);
            if (character == '"')
            {
                text.Append('"');
            }
        }

        text.Append('"');
    }

    private static bool IsFormula(char character) =>
        character
            is '='
                or '+'
                or '-'
                or '@'
                or '\t'
                or '\r'
                or '\n'
                or '\uFF1D'
                or '\uFF0B'
                or '\uFF0D'
                or '\uFF20';

    private static bool IsSeparator(char character) =>
        character is ',' or ';' or '|' or '\t' or '\r' or '\n';

    // What programs drop in front of a cell.
    private static bool IsSkipped(char character) =>
        character is '"' || char.IsWhiteSpace(character) || char.IsControl(character);
}
