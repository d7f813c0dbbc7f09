using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Transfer;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class ExportCommand
{
    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var file = new Argument<string>("file") { Description = "A new file." };
        var command = new Command(
            "export",
            "Writes everything that ProfileTwoFactor stores into a file, as it is at one moment, also while the app serves. Secrets stay encrypted, and the key ring isn't part of the file."
        );
        command.Arguments.Add(file);
        database.AddTo(command);
        runner.Add(
            root,
            command,
            async (result, cancellationToken) =>
            {
                await using var opened = await ToolDatabase.OpenAsync(
                    database.Read(result),
                    KeySettings.None,
                    forChange: true,
                    cancellationToken
                );
                return await new Exporter(opened).RunAsync(
                    result.GetValue(file)!,
                    cancellationToken
                );
            }
        );
    }
}
