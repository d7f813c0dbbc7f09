using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Transfer;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class ImportCommand
{
    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var file = new Argument<string>("file") { Description = "The file of an export." };
        var command = new Command(
            "import",
            "Writes the file of an export into the empty tables of another database, of the same kind or another one. All of it, or nothing. If the same content is there already, nothing is changed."
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
                return await new Importer(opened).RunAsync(
                    new TransferFile(result.GetValue(file)!),
                    cancellationToken
                );
            }
        );
    }
}
