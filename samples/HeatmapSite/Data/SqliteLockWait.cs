using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace HeatmapSite.Data;

/// <summary>
/// Has SQLite itself wait while another connection writes: it looks again after a millisecond, then after two, and so on. The provider alone
/// sleeps for 150 ms each time, which is long for people who enter codes at the same time.
/// </summary>
internal sealed class SqliteLockWait : DbConnectionInterceptor
{
    /// <summary>Afterwards the provider tries as it does without this. Shorter than what the package gives a store.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public override void ConnectionOpened(
        DbConnection connection,
        ConnectionEndEventData eventData
    ) => Set(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Set(connection);
        return Task.CompletedTask;
    }

    // Not the PRAGMA of the same name, which would be a statement more for each request.
    private static void Set(DbConnection connection) =>
        raw.sqlite3_busy_timeout(
            ((SqliteConnection)connection).Handle,
            (int)Longest.TotalMilliseconds
        );
}
