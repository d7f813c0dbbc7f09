using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class StatusCommand
{
    private const int UsualLimit = 100;

    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var limit = new Option<int>("--limit")
        {
            Description = "How many profiles and accounts to list. The counts are of all.",
            HelpName = "number",
            DefaultValueFactory = _ => UsualLimit,
        };
        NumberRule.AddTo(limit, 0, int.MaxValue, "--limit is a whole number from 0.");
        var all = new Option<bool>("--all") { Description = "List those that are off as well." };
        var command = new Command(
            "status",
            "Shows which profiles and accounts have two-factor authentication, from when it is enforced, and how many members are bound."
        );
        database.AddTo(command);
        command.Options.Add(limit);
        command.Options.Add(all);
        runner.Add(
            root,
            command,
            async (result, cancellationToken) =>
            {
                await using var opened = await ToolDatabase.OpenAsync(
                    database.Read(result),
                    KeySettings.None,
                    forChange: false,
                    cancellationToken
                );
                return await new StatusReader(opened).ReadAsync(
                    result.GetValue(limit),
                    result.GetValue(all),
                    cancellationToken
                );
            }
        );
    }
}
