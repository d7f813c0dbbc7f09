using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace HeatmapSite.Data;

/// <summary>Tells a database that is down, hung or overloaded from a mistake in the code.</summary>
internal static class DatabaseFailure
{
    public static bool Is(Exception error)
    {
        // Entity Framework wraps what its provider throws, more than once.
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or TimeoutException or OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A concurrent change contradicts this one.</summary>
    public static bool IsConflict(Exception error)
    {
        const string serializationFailure = "40001";
        const string uniqueViolation = "23505";
        const int sqliteConstraint = 19;
        return (error as DbException ?? error.InnerException as DbException) switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode == sqliteConstraint,
            { SqlState: serializationFailure or uniqueViolation } => true,
            _ => false,
        };
    }

    public static int StatusOf(Exception error) =>
        Is(error)
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;
}
