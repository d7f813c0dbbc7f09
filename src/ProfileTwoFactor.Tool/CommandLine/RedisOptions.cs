using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>The options that name the app's Redis.</summary>
internal sealed class RedisOptions(DatabaseOptions database, ToolConsole console)
{
    public const string Variable = "PROFILE2FA_REDIS";

    private readonly Option<string> _redis = new("--redis")
    {
        Description =
            $"The connection string of the app's Redis. Other users of this machine can read a command line: prefer --redis-name, or the environment variable {Variable}.",
        HelpName = "connection string",
    };

    private readonly Option<string> _name = new("--redis-name")
    {
        Description = "The name of the connection string of Redis in the settings.",
        HelpName = "name",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_redis);
        command.Options.Add(_name);
    }

    /// <summary>Null if none is named.</summary>
    public string? Read(ParseResult result) =>
        result.GetValue(_redis) is { Length: > 0 } given ? given
        : result.GetValue(_name) is { Length: > 0 } name
            ? SettingsReader.Named(database.Folder(result), database.Environment(result), name)
        : console.Variable(Variable);
}
