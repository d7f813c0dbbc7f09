using System.Data.Common;
using System.Security;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The connection string, from where it was said to be. It is never repeated in an answer.</summary>
internal static class SettingsReader
{
    /// <summary>Where a connection string may be besides the command line, which other users of the machine can read.</summary>
    public const string ConnectionVariable = "PROFILE2FA_CONNECTION";

    private static readonly string[] SqliteKeys =
    [
        "data source",
        "datasource",
        "filename",
        "mode",
        "cache",
        "foreign keys",
        "recursive triggers",
        "default timeout",
        "command timeout",
        "pooling",
        "password",
        "vfs",
    ];

    /// <exception cref="ToolException">There is none, or it makes no sense.</exception>
    public static DatabaseSettings Read(DatabaseChoice choice)
    {
        var text = Text(choice);
        var provider = choice.Provider ?? Guess(text);
        return new DatabaseSettings
        {
            Provider = provider,
            ConnectionString = Checked(text, provider, choice),
            Tables = choice.Tables,
            Timeout = choice.Timeout,
            ProviderFolder = choice.ProviderFolder ?? choice.Folder,
            AllowExtraColumns = choice.AllowExtraColumns,
        };
    }

    private static string Text(DatabaseChoice choice)
    {
        if (choice.Connection is { Length: > 0 } given)
        {
            return given;
        }

        if (choice.Folder is not { } folder)
        {
            return choice.VariableConnection
                ?? throw Usage(
                    "no-connection",
                    "No database is named.",
                    $"Name the folder of the app's appsettings.json with --settings and the connection string in it with --name. Or put the connection string in the environment variable {ConnectionVariable}."
                );
        }

        return Named(folder, choice.Environment, choice.Name);
    }

    /// <summary>A connection string of the app's settings.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static string Named(string? folder, string? environment, string name)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            throw Usage(
                "no-settings",
                folder is null
                    ? "The folder of the settings isn't named."
                    : "The folder of --settings doesn't exist.",
                "Name the folder that has the app's appsettings.json with --settings."
            );
        }

        return Configuration(folder, environment).GetConnectionString(name) is { Length: > 0 } value
            ? value
            : throw Usage(
                "no-connection",
                $"The settings have no ConnectionStrings:{name}.",
                "Check the name. appsettings.json, appsettings.{Environment}.json and environment variables are read, in this order; user secrets and key vaults aren't."
            );
    }

    private static IConfigurationRoot Configuration(string folder, string? environment)
    {
        var name =
            environment
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? "Production";
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(Path.GetFullPath(folder))
                .AddJsonFile("appsettings.json", optional: true)
                .AddJsonFile($"appsettings.{name}.json", optional: true)
                .AddEnvironmentVariables("DOTNET_")
                .AddEnvironmentVariables("ASPNETCORE_")
                .AddEnvironmentVariables()
                .Build();
        }
        catch (InvalidDataException exception)
        {
            // The message names the file; the one inside quotes what is in it.
            throw Usage(
                "bad-settings",
                exception.Message,
                "Correct the file. It must be the one that the app reads."
            );
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or IOException or SecurityException)
        {
            throw Usage(
                "bad-settings",
                "A file of the settings can't be read by this user.",
                $"Run the tool as the user of the app, or put the connection string in the environment variable {ConnectionVariable}."
            );
        }
    }

    private static DatabaseProvider Guess(string text)
    {
        var keys = Parse(text).Keys.Cast<string>().Select(key => key.ToLowerInvariant()).ToList();
        if (keys.Contains("host"))
        {
            return DatabaseProvider.Postgres;
        }

        return
            keys.Any(key => key is "data source" or "datasource" or "filename")
            && keys.TrueForAll(key => SqliteKeys.Contains(key))
            ? DatabaseProvider.Sqlite
            : throw Usage(
                "no-provider",
                "The connection string doesn't show which database it is for.",
                "Name it with --provider sqlite, postgres, or mysql."
            );
    }

    private static string Checked(string text, DatabaseProvider provider, DatabaseChoice choice)
    {
        try
        {
            return provider switch
            {
                DatabaseProvider.Sqlite => Sqlite(text, choice),
                DatabaseProvider.Postgres => new NpgsqlConnectionStringBuilder(text)
                {
                    // Else the server's refusal could carry what was asked.
                    IncludeErrorDetail = false,
                    PersistSecurityInfo = false,
                    Timeout = (int)Math.Ceiling(choice.Timeout.TotalSeconds),
                    ApplicationName = "profile2fa",
                }.ConnectionString,
                _ => Parse(text).ConnectionString,
            };
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Unreadable(provider);
        }
    }

    private static string Sqlite(string text, DatabaseChoice choice)
    {
        var builder = new SqliteConnectionStringBuilder(text);
        if (
            builder.Mode == SqliteOpenMode.Memory
            || builder.DataSource is "" or ":memory:"
            || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw Usage(
                "bad-connection",
                "The connection string names no SQLite file.",
                "Name the file with Data Source. A database in memory is only in the app."
            );
        }

        // As the app's host resolves it: relative to the app, wherever the tool was started.
        builder.DataSource = Path.GetFullPath(
            builder.DataSource,
            choice.Folder is { } folder ? Path.GetFullPath(folder) : Directory.GetCurrentDirectory()
        );
        return builder.ConnectionString;
    }

    private static DbConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw Unreadable(provider: null);
        }
    }

    private static ToolException Unreadable(DatabaseProvider? provider) =>
        Usage(
            "bad-connection",
            provider is null
                ? "The connection string can't be read."
                : $"The connection string is not one for {provider}.",
            "Check it, and --provider. It isn't repeated here, because it may hold a password."
        );

    private static ToolException Usage(string code, string message, string fix) =>
        new(ExitCode.Usage, code, message, fix);
}
