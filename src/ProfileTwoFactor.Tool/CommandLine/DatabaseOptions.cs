using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>The options that name the app's database.</summary>
internal sealed class DatabaseOptions
{
    // As long as the package waits for any dependency.
    private const int LongestTimeoutSeconds = 30;

    private readonly ToolConsole _console;

    private readonly Option<string> _settings = new("--settings")
    {
        Description = "The folder with the app's appsettings.json.",
        HelpName = "folder",
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "The name of the connection string in the settings.",
        HelpName = "name",
        DefaultValueFactory = _ => "Default",
    };

    private readonly Option<string> _environment = new("--environment")
    {
        Description =
            "The environment whose appsettings.{Environment}.json is read. The default is ASPNETCORE_ENVIRONMENT, DOTNET_ENVIRONMENT, or else Production.",
        HelpName = "name",
    };

    private readonly Option<string> _connection = new("--connection")
    {
        Description =
            $"The connection string. Other users of this machine can read a command line: prefer --settings, or the environment variable {SettingsReader.ConnectionVariable}.",
        HelpName = "connection string",
    };

    private readonly Option<string> _provider = new("--provider")
    {
        Description =
            "The database: sqlite, postgres, or mysql. If it is missing, the connection string must show it.",
        HelpName = "sqlite|postgres|mysql",
    };

    private readonly Option<string> _providerFolder = new("--provider-folder")
    {
        Description =
            "For mysql: a folder with MySql.EntityFrameworkCore.dll, such as the publish folder of the app. The default is the folder of --settings.",
        HelpName = "folder",
    };

    private readonly Option<string> _schema = Table(
        "--schema",
        "The schema of the tables. Needed with --history-schema."
    );

    private readonly Option<string> _historySchema = Table(
        "--history-schema",
        "The schema of the history table. Needed with --schema."
    );

    private readonly Option<string> _policies = Table(
        "--policy-table",
        "The table of policies. The default is TwoFactorPolicies."
    );

    private readonly Option<string> _bindings = Table(
        "--binding-table",
        "The table of bindings. The default is TwoFactorBindings."
    );

    private readonly Option<string> _notifications = Table(
        "--notification-table",
        "The table of queued mails. The default is TwoFactorNotifications."
    );

    private readonly Option<string> _deliveries = Table(
        "--delivery-table",
        "The table of the recipients of mails. The default is TwoFactorDeliveries."
    );

    private readonly Option<string> _history = Table(
        "--history-table",
        "The table of the security history. The default is TwoFactorHistory."
    );

    private readonly Option<bool> _noHistory = new("--no-history")
    {
        Description =
            "The app has no history table in this database. A table with the usual name is another app's.",
    };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "How long to wait for the database at each step, in seconds.",
        HelpName = "seconds",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<bool> _extraColumns = new("--allow-extra-columns")
    {
        Description =
            "Change tables that have columns this tool doesn't know. Only if the columns are the app's own.",
    };

    public DatabaseOptions(ToolConsole console)
    {
        _console = console;
        _provider.AcceptOnlyFromAmong("sqlite", "postgres", "mysql");
        NumberRule.AddTo(
            _timeout,
            1,
            LongestTimeoutSeconds,
            $"--timeout is 1 to {LongestTimeoutSeconds} seconds."
        );
    }

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _settings,
            _name,
            _environment,
            _connection,
            _provider,
            _providerFolder,
            _schema,
            _policies,
            _bindings,
            _notifications,
            _deliveries,
            _history,
            _historySchema,
            _noHistory,
            _timeout,
            _extraColumns,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public string? Folder(ParseResult result) => result.GetValue(_settings);

    public string? Environment(ParseResult result) => result.GetValue(_environment);

    public DatabaseSettings Read(ParseResult result, KeyOptions? keys = null) =>
        SettingsReader.Read(
            new DatabaseChoice
            {
                Connection = result.GetValue(_connection),
                VariableConnection = _console.Variable(SettingsReader.ConnectionVariable),
                Provider = result.GetValue(_provider) switch
                {
                    "sqlite" => DatabaseProvider.Sqlite,
                    "postgres" => DatabaseProvider.Postgres,
                    "mysql" => DatabaseProvider.MySql,
                    _ => null,
                },
                Folder = result.GetValue(_settings),
                Name = result.GetValue(_name)!,
                Environment = result.GetValue(_environment),
                ProviderFolder = result.GetValue(_providerFolder),
                Tables = keys?.Tables(result, Tables(result)) ?? Tables(result),
                Timeout = TimeSpan.FromSeconds(result.GetValue(_timeout)),
                AllowExtraColumns = result.GetValue(_extraColumns),
            }
        );

    private TableNames Tables(ParseResult result)
    {
        DemandAll(result);
        var usual = new TableNames();
        return new TableNames
        {
            Policies = result.GetValue(_policies) ?? usual.Policies,
            Bindings = result.GetValue(_bindings) ?? usual.Bindings,
            Notifications = result.GetValue(_notifications) ?? usual.Notifications,
            Deliveries = result.GetValue(_deliveries) ?? usual.Deliveries,
            History = result.GetValue(_history) ?? usual.History,
            IsHistoryNamed =
                result.GetValue(_history) is not null
                || result.GetValue(_historySchema) is not null,
            Schema = result.GetValue(_schema),
            HistorySchema = result.GetValue(_historySchema),
            HasNoHistory = result.GetValue(_noHistory),
        };
    }

    /// <summary>Where some tables have other names, those with the usual ones may be another app's: then none is assumed.</summary>
    private void DemandAll(ParseResult result)
    {
        Option<string>[] tables = [_policies, _bindings, _notifications, _deliveries];
        var hasNoHistory = result.GetValue(_noHistory);
        if (hasNoHistory && (IsGiven(_history) || IsGiven(_historySchema)))
        {
            throw new ToolException(
                ExitCode.Usage,
                "history-and-no-history",
                "The history table is named, and --no-history says that there is none.",
                "Leave out --no-history, or --history-table and --history-schema. Nothing was changed."
            );
        }

        List<string> missing = [];
        if (tables.Append(_history).Any(IsGiven))
        {
            missing.AddRange(tables.Where(table => !IsGiven(table)).Select(table => table.Name));
            DemandHistory(_history);
        }

        if (IsGiven(_schema) || IsGiven(_historySchema))
        {
            if (!IsGiven(_schema))
            {
                missing.Add(_schema.Name);
            }

            DemandHistory(_historySchema);
        }

        if (missing.Count > 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                "tables-named-in-part",
                $"Some tables are named, and others aren't: {string.Join(", ", missing)}.",
                "Name these too, also where the app left the usual name or schema: they could be another app's. If the app has no history table in this database, say so with --no-history. Nothing was changed."
            );
        }

        bool IsGiven(Option<string> option) => result.GetValue(option) is not null;

        void DemandHistory(Option<string> option)
        {
            if (!hasNoHistory && !IsGiven(option))
            {
                missing.Add(option.Name);
            }
        }
    }

    private static Option<string> Table(string name, string description) =>
        new(name) { Description = description, HelpName = "name" };
}
