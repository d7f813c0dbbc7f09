using System.Text;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Groups as their column has them: no two differ only in case or in blanks at their end, which the usual collations of MariaDB and SQL Server take for equal.</summary>
/// <remarks>The package's own groups are lower-case hex and stay as they are. A hash, as for keys, could not be read back.</remarks>
internal static class GroupColumn
{
    private const char Escape = '^';
    private const char Blank = '_';

    public static string Write(string group)
    {
        var written = new StringBuilder(group.Length);
        foreach (var letter in group)
        {
            _ = letter switch
            {
                ' ' => written.Append(Escape).Append(Blank),
                Escape => written.Append(Escape).Append(Escape),
                >= 'A' and <= 'Z' => written.Append(Escape).Append(char.ToLowerInvariant(letter)),
                _ => written.Append(letter),
            };
        }

        return written.ToString();
    }

    public static string Read(string written)
    {
        var group = new StringBuilder(written.Length);
        for (var at = 0; at < written.Length; at++)
        {
            if (written[at] != Escape)
            {
                group.Append(written[at]);
                continue;
            }

            at++;
            RowFields.Demand(
                at < written.Length && written[at] is Escape or Blank or (>= 'a' and <= 'z'),
                nameof(TwoFactorNotificationEntity.GroupKey)
            );
            group.Append(
                written[at] switch
                {
                    Blank => ' ',
                    Escape => Escape,
                    var letter => char.ToUpperInvariant(letter),
                }
            );
        }

        return group.ToString();
    }
}
