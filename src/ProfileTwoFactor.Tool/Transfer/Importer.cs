using System.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.Transfer;

/// <summary>Writes all rows of a file into empty tables, in one transaction.</summary>
internal sealed class Importer(ToolDatabase database)
{
    private readonly HashSet<Guid> _keys = [];
    private readonly List<string> _health = [];

    public async Task<TransferReport> RunAsync(
        TransferFile file,
        CancellationToken cancellationToken
    )
    {
        var rows = file.Check(cancellationToken);
        if (rows[TransferTables.History].Count > 0 && !database.Schema.HasHistory)
        {
            throw new ToolException(
                ExitCode.Refused,
                "no-history-table",
                "The file has a security history, and the database has no table for it, or --no-history says so.",
                "Add the table in the app (modelBuilder.AddProfileTwoFactorHistory()), apply the migration, and import again. Nothing was changed."
            );
        }

        var changed = await database.RunAsync(
            context => WriteAsync(context, file, rows, cancellationToken),
            cancellationToken
        );
        return new TransferReport("import")
        {
            Rows = rows.ToDictionary(table => table.Key, table => (long)table.Value.Count),
            Changed = changed,
            Keys = [.. _keys.Order()],
        };
    }

    private async Task<bool> WriteAsync(
        ToolContext context,
        TransferFile file,
        Dictionary<string, Dictionary<string, string>> rows,
        CancellationToken cancellationToken
    )
    {
        // Serializable: what another process writes in the meantime makes one of the two fail.
        await using var transaction = await context.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellationToken
        );
        var (isEmpty, isSame) = await CompareAsync(context, rows, cancellationToken);
        if (isSame)
        {
            return false;
        }

        if (!isEmpty)
        {
            throw new ToolException(
                ExitCode.Refused,
                "not-empty",
                "The tables aren't empty, and hold something else than the file.",
                "Import into a database whose tables were just made by the app's migrations. Nothing was changed."
            );
        }

        // A node that was started on the empty database has left its own, with another key.
        foreach (var key in _health)
        {
            await RowStatement.DeleteAsync<TwoFactorBindingEntity>(
                context,
                [RowCondition.KeyIs(key)],
                cancellationToken
            );
        }

        foreach (var (_, row) in file.Rows())
        {
            Note(row);
            await RowStatement.InsertAsync(context, row, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<(bool IsEmpty, bool IsSame)> CompareAsync(
        ToolContext context,
        Dictionary<string, Dictionary<string, string>> rows,
        CancellationToken cancellationToken
    )
    {
        var (isEmpty, isSame) = (true, true);
        foreach (var (name, type) in TransferTables.All)
        {
            if (type == typeof(TwoFactorHistoryEntity) && !database.Schema.HasHistory)
            {
                continue;
            }

            var found = 0;
            await foreach (
                var row in Exporter
                    .RowsOf(context, type)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
            )
            {
                found++;
                if (TransferCheck.IsHealthRecord(row))
                {
                    _health.Add(TransferCheck.KeyOf(row));
                }
                else
                {
                    isEmpty = false;
                }

                isSame &=
                    rows[name].TryGetValue(TransferCheck.KeyOf(row), out var digest)
                    && string.Equals(digest, TransferLine.Digest(row), StringComparison.Ordinal);
                if (!isEmpty && !isSame)
                {
                    return (false, false);
                }
            }

            isSame &= found == rows[name].Count;
        }

        // An empty file into empty tables is the same as well.
        return (isEmpty, isSame);
    }

    private void Note(object row)
    {
        if (row is not TwoFactorBindingEntity binding)
        {
            return;
        }

        foreach (var (_, secret) in SecretsOf.Record(Records.Binding(binding)))
        {
            if (KeyRing.KeyIdOf(secret) is { } id)
            {
                _keys.Add(id);
            }
        }
    }
}
