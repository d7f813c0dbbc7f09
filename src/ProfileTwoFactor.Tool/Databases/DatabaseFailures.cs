using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>What went wrong, in words. What a driver says is left out, except for its code: it can hold addresses, names and rows.</summary>
internal static class DatabaseFailures
{
    public const string UnreadableRow = "unreadable-row";

    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteCantOpen = 14;
    private const int SqliteNotADatabase = 26;

    /// <summary>Null for what is no failure of the database.</summary>
    public static ToolException? Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case ToolException tool:
                    return tool;
                case SqliteException sqlite:
                    return Of(sqlite);
                case CryptographicException:
                    return new(
                        ExitCode.KeyRing,
                        "key-ring-unreadable",
                        "The key ring can't read a secret of this database.",
                        "Name the key ring that the app uses (--keys or --keys-in-database, and --application). Run 'profile2fa doctor' with the same options.",
                        exception
                    );
                case InvalidDataException or ArgumentException { Source: "ProfileTwoFactor" }:
                    return new(
                        ExitCode.WrongVersion,
                        UnreadableRow,
                        "A row can't be read. It is damaged, or a newer version of the app wrote it.",
                        "Use the tool of the version that the app has. Run 'profile2fa doctor' to see which rows can't be read. Nothing was changed.",
                        exception
                    );
                case DbException database:
                    return Unreachable(
                        $"The database refuses: {Kind(database)}.",
                        "Check that the server runs, and that the user of the connection string may read and write the tables.",
                        exception
                    );
                case SocketException or TimeoutException or OperationCanceledException:
                    return Unreachable(
                        $"The database doesn't answer: {FailureText.Of(cause)}.",
                        "Check server, port, network and firewall, or give it more time with --timeout.",
                        exception
                    );
                case ContextCreationException:
                    continue;
            }
        }

        return exception is DependencyUnavailableException unavailable
            ? Unreachable(
                unavailable.Message,
                "Run the command again. Nothing is half done: each change is one write. For 'reset' and 'disable-profile', look first with 'profile2fa member' or 'profile2fa status' whether the change was made.",
                exception
            )
            : null;
    }

    /// <summary>Also for faults that the tool doesn't know.</summary>
    public static ToolException OfAny(Exception exception) =>
        Of(exception)
        ?? new ToolException(
            ExitCode.Unexpected,
            "unexpected",
            $"The tool failed: {FailureText.Of(exception)}.",
            "Report it with the version of the tool and the command, without its values.",
            exception
        );

    private static ToolException Of(SqliteException sqlite) =>
        sqlite.SqliteErrorCode switch
        {
            SqliteBusy or SqliteLocked => new(
                ExitCode.Unreachable,
                "database-locked",
                "The SQLite file is locked by another process.",
                "Run the command again, or give it more time with --timeout. Nothing was changed.",
                sqlite
            ),
            SqliteCantOpen => Unreachable(
                "The SQLite file can't be opened: there is none at this path, or this user may not read it.",
                "Check the path. A relative path is relative to the folder of --settings, or else to the current folder. The tool creates no database.",
                sqlite
            ),
            SqliteNotADatabase => Unreachable(
                "The file is no SQLite database.",
                "Check the path.",
                sqlite
            ),
            SqliteReadOnly => Unreachable(
                "The SQLite file can't be written by this user.",
                "Run the tool as the user of the app. SQLite needs to write the folder as well.",
                sqlite
            ),
            _ => Unreachable(
                $"The database refuses: {Kind(sqlite)}.",
                "Check the file with 'PRAGMA integrity_check'.",
                sqlite
            ),
        };

    private static ToolException Unreachable(string message, string fix, Exception inner) =>
        new(ExitCode.Unreachable, "database-unreachable", message, fix, inner);

    private static string Kind(DbException exception) =>
        exception switch
        {
            SqliteException sqlite => $"SQLite error {sqlite.SqliteErrorCode}",
            { SqlState: { Length: > 0 } state } => $"SQLSTATE {state}",
            _ => FailureText.Of(exception),
        };
}
