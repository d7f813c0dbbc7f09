using System.CommandLine;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>All commands.</summary>
internal static class ToolCommandLine
{
    private const string Description =
        "Looks after ProfileTwoFactor in the database of an app: shows what is stored, removes second factors of people who lost theirs, and checks and moves the installation. "
        + "It works beside the running app. Any user who can run it can read the database anyway.";

    /// <summary>An id may begin with "@", which by default stands for a file whose content takes its place.</summary>
    private static readonly ParserConfiguration WithoutFiles = new()
    {
        ResponseFileTokenReplacer = null,
    };

    public static async Task<int> RunAsync(string[] arguments, ToolConsole console)
    {
        var runner = new CommandRunner(console);
        var root = Root(runner);
        var result = root.Parse(arguments, WithoutFiles);
        if (result.Errors.Count > 0)
        {
            var command = result.CommandResult.Command;
            return runner.Fail(
                command == root ? "" : command.Name,
                ExitCode.Usage,
                new(
                    "usage",
                    // The parser quotes what it doesn't understand, and that could be a part of a connection string.
                    UsageText.Of(result),
                    $"Run 'profile2fa{(command == root ? "" : " " + command.Name)} --help' for the options."
                ),
                IsJson(result, runner)
            );
        }

        return await result.InvokeAsync(
            new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                // What commands throw they report themselves.
                EnableDefaultExceptionHandler = false,
            }
        );
    }

    /// <summary>Also when its own value makes no sense, for which the parser throws.</summary>
    private static bool IsJson(ParseResult result, CommandRunner runner)
    {
        try
        {
            return result.GetValue(runner.Json);
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    public static RootCommand Root(CommandRunner runner)
    {
        var root = new RootCommand(Description);
        root.Options.Add(runner.Json);
        StatusCommand.AddTo(root, runner);
        MemberCommand.AddTo(root, runner);
        DoctorCommand.AddTo(root, runner);
        ResetCommand.AddTo(root, runner);
        DisableProfileCommand.AddTo(root, runner);
        RotateKeysCommand.AddTo(root, runner);
        ExportCommand.AddTo(root, runner);
        ImportCommand.AddTo(root, runner);
        return root;
    }
}
