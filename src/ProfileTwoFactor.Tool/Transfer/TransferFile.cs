using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Tool.Transfer;

/// <summary>A file of an export, read twice: once to see that all of it is right, and once to write it.</summary>
internal sealed class TransferFile(string path)
{
    private const string Damaged =
        "Export again. A file that was edited, cut off, or made by a newer version isn't imported.";

    /// <summary>Reads all of it.</summary>
    /// <returns>The digest of each row, by table and key.</returns>
    /// <exception cref="ToolException">It isn't whole, or a row makes no sense.</exception>
    public Dictionary<string, Dictionary<string, string>> Check(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = TransferTables.All.ToDictionary(
            table => table.Name,
            _ => new Dictionary<string, string>(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        using var lines = Lines().GetEnumerator();
        if (
            !lines.MoveNext()
            || TransferLine.Read<HeaderLine>(lines.Current)
                is not { Format: TransferLine.Format } header
        )
        {
            throw Bad("The file is no export of profile2fa.");
        }

        if (header.Version != TransferLine.Version)
        {
            throw Bad(
                $"The file has the format {header.Version}, and this version reads {TransferLine.Version}."
            );
        }

        Append(hash, lines.Current);
        while (lines.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TransferLine.Read<EndLine>(lines.Current) is { } end)
            {
                var isWhole =
                    !lines.MoveNext()
                    && string.Equals(
                        end.Sha256,
                        Convert.ToHexStringLower(hash.GetHashAndReset()),
                        StringComparison.Ordinal
                    )
                    && rows.All(table =>
                        end.Counts.GetValueOrDefault(table.Key) == table.Value.Count
                    );
                return isWhole ? rows : throw Bad("The file was changed.");
            }

            Append(hash, lines.Current);
            var (table, row) = Row(lines.Current);
            if (!rows[table].TryAdd(TransferCheck.KeyOf(row), TransferLine.Digest(row)))
            {
                throw Bad($"A row of {table} is there twice.");
            }
        }

        throw Bad("The file is cut off.");
    }

    /// <summary>The rows of a file that was checked.</summary>
    public IEnumerable<(string Table, object Row)> Rows() =>
        Lines().Skip(1).TakeWhile(line => TransferLine.Read<EndLine>(line) is null).Select(Row);

    private (string Table, object Row) Row(string line)
    {
        if (
            TransferLine.Read<RowLine>(line) is { } found
            && TransferTables.RowOf(found.Table) is { } type
            && TransferLine.ReadRow(found.Row, type) is { } row
        )
        {
            try
            {
                TransferCheck.ThrowIfUnsound(row);
                return (found.Table, row);
            }
            catch (Exception exception)
                when (exception is InvalidDataException or ArgumentException)
            {
                throw Bad($"A row of {found.Table} makes no sense.");
            }
        }

        throw Bad("A line makes no sense.");
    }

    private IEnumerable<string> Lines()
    {
        IEnumerator<string> lines;
        try
        {
            lines = File.ReadLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true))
                .GetEnumerator();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.Usage,
                "bad-file",
                "The file can't be read.",
                "Check the path, and that you may read it.",
                exception
            );
        }

        using (lines)
        {
            while (Move(lines))
            {
                yield return lines.Current;
            }
        }
    }

    private static bool Move(IEnumerator<string> lines)
    {
        try
        {
            return lines.MoveNext();
        }
        catch (Exception exception) when (exception is DecoderFallbackException or IOException)
        {
            throw Bad("The file is no text.");
        }
    }

    private static void Append(IncrementalHash hash, string line) =>
        hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));

    private static ToolException Bad(string message) =>
        new(ExitCode.WrongVersion, "bad-export", message, Damaged + " Nothing was changed.");
}
