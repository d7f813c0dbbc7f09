using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>Runs a command and shows what came of it, as text or as JSON.</summary>
internal sealed class CommandRunner(ToolConsole console)
{
    public Option<bool> Json { get; } =
        new("--json")
        {
            Description = "Write the result, and errors, as one JSON object.",
            Recursive = true,
        };

    public ToolConsole Console { get; } = console;

    public Command Add(
        Command root,
        Command command,
        Func<ParseResult, CancellationToken, Task<Report>> run
    )
    {
        command.SetAction(
            (result, cancellationToken) => RunAsync(command.Name, run, result, cancellationToken)
        );
        root.Subcommands.Add(command);
        return command;
    }

    public int Fail(string command, ExitCode exit, ErrorText error, bool json) =>
        Show(new ErrorReport(command, exit, error), json);

    private async Task<int> RunAsync(
        string command,
        Func<ParseResult, CancellationToken, Task<Report>> run,
        ParseResult result,
        CancellationToken cancellationToken
    )
    {
        var json = result.GetValue(Json);
        try
        {
            return Show(await run(result, cancellationToken), json);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(
                command,
                ExitCode.Interrupted,
                new("interrupted", "Interrupted.", "Run the command again: it continues."),
                json
            );
        }
        catch (Exception exception)
        {
            var failure = DatabaseFailures.OfAny(exception);
            return Fail(
                command,
                failure.ExitCode,
                new(failure.Code, failure.Message, failure.Fix),
                json
            );
        }
    }

    private int Show(Report report, bool json)
    {
        if (json)
        {
            Console.Output.WriteLine(ToolJson.Write(report));
        }
        else
        {
            report.WriteText(report is ErrorReport ? Console.Error : Console.Output);
        }

        return (int)report.GetExit();
    }
}
