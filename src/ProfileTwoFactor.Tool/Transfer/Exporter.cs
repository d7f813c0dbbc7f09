using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;

namespace ProfileTwoFactor.Tool.Transfer;

/// <summary>Writes all rows into a file, as they were at one moment, while the app serves.</summary>
internal sealed class Exporter(ToolDatabase database)
{
    private readonly HashSet<Guid> _keys = [];

    public async Task<TransferReport> RunAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = Create(path);
        var isWhole = false;
        try
        {
            var counts = await database.RunAsync(
                context => WriteAsync(context, file, cancellationToken),
                cancellationToken
            );
            await file.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
            isWhole = true;
            return new TransferReport("export")
            {
                Rows = counts,
                Changed = true,
                Keys = [.. _keys.Order()],
            };
        }
        finally
        {
            if (!isWhole)
            {
                await file.DisposeAsync();
                File.Delete(path);
            }
        }
    }

    /// <summary>Readable by its owner alone from the first moment. A file that is there already stays.</summary>
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.Usage,
                "bad-file",
                File.Exists(path) ? "The file exists already." : "The file can't be created there.",
                "Name a new file, in a folder that you may write.",
                exception
            );
        }
    }

    private async Task<Dictionary<string, long>> WriteAsync(
        ToolContext context,
        FileStream file,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        async Task LineAsync(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            hash.AppendData(bytes);
            await file.WriteAsync(bytes, cancellationToken);
        }

        await LineAsync(
            TransferLine.Write(
                new HeaderLine(
                    TransferLine.Format,
                    TransferLine.Version,
                    database.Time.GetUtcNow(),
                    database.Settings.Provider.ToString()
                )
            )
        );
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var transaction = await SnapshotAsync(context, cancellationToken);
        foreach (var (name, type) in TransferTables.All)
        {
            counts[name] = 0;
            if (type == typeof(TwoFactorHistoryEntity) && !database.Schema.HasHistory)
            {
                continue;
            }

            await foreach (
                var row in RowsOf(context, type)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
            )
            {
                TransferCheck.ThrowIfUnsound(row);
                Note(row);
                await LineAsync(TransferLine.WriteRow(name, row));
                counts[name]++;
            }
        }

        var end = new EndLine(counts, Convert.ToHexStringLower(hash.GetHashAndReset()));
        await file.WriteAsync(
            Encoding.UTF8.GetBytes(TransferLine.Write(end) + "\n"),
            cancellationToken
        );
        return counts;
    }

    private void Note(object row)
    {
        if (row is TwoFactorBindingEntity binding)
        {
            foreach (var (_, secret) in SecretsOf.Record(Reading.Records.Binding(binding)))
            {
                if (KeyRing.KeyIdOf(secret) is { } id)
                {
                    _keys.Add(id);
                }
            }
        }
    }

    public static IQueryable<object> RowsOf(ToolContext context, Type type) =>
        type == typeof(TwoFactorPolicyEntity)
            ? StoredRows.Of<TwoFactorPolicyEntity>(context).OrderBy(row => row.Key)
        : type == typeof(TwoFactorBindingEntity)
            ? StoredRows.Of<TwoFactorBindingEntity>(context).OrderBy(row => row.Key)
        : type == typeof(TwoFactorNotificationEntity)
            ? StoredRows.Of<TwoFactorNotificationEntity>(context).OrderBy(row => row.Key)
        : type == typeof(TwoFactorDeliveryEntity)
            ? StoredRows.Of<TwoFactorDeliveryEntity>(context).OrderBy(row => row.Key)
        : StoredRows.Of<TwoFactorHistoryEntity>(context).OrderBy(row => row.Key);

    /// <summary>All tables as they are at one moment. Writers aren't kept waiting, except on a SQLite file without write-ahead log.</summary>
    private static async Task<IDbContextTransaction> SnapshotAsync(
        ToolContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Database.GetDbConnection() is not SqliteConnection sqlite)
        {
            return await context.Database.BeginTransactionAsync(
                IsolationLevel.RepeatableRead,
                cancellationToken
            );
        }

        await context.Database.OpenConnectionAsync(cancellationToken);
        // EF's own would lock writers out from the beginning.
        return (
            await context.Database.UseTransactionAsync(
                sqlite.BeginTransaction(deferred: true),
                cancellationToken
            )
        )!;
    }
}
