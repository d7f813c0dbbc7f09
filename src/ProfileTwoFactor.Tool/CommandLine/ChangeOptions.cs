using System.CommandLine;
using ProfileTwoFactor.Tool.Changes;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Output;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>What commands have in common that change one profile or account.</summary>
internal sealed class ChangeOptions(DatabaseOptions database, ToolConsole console)
{
    private readonly RedisOptions _redis = new(database, console);
    private readonly KeyOptions _keys = new(console);

    public OperatorOptions Operator { get; } = new();

    public void AddTo(Command command)
    {
        Operator.AddTo(command);
        _redis.AddTo(command);
        _keys.AddTo(command, applicationOnly: true);
    }

    /// <summary>Opens everything that the change needs before anything is asked or changed, and makes the change.</summary>
    public async Task<Report> RunAsync(
        ParseResult result,
        ScopeOptions scope,
        Func<ChangeRun, Task<ChangeReport>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var run = await OpenAsync(result, scope, cancellationToken);
            try
            {
                return await change(run);
            }
            catch (ToolException refusal) when (refusal.ExitCode == ExitCode.Refused)
            {
                return await run.TellAsync(result.CommandResult.Command.Name, refusal);
            }
        }
        catch (OperationCanceledException exception)
            when (cancellationToken.IsCancellationRequested)
        {
            // Not the fix of the other commands, which continue: a commit whose answer didn't come may have been made.
            throw new ToolException(
                ExitCode.Interrupted,
                "interrupted",
                "Interrupted. If this was after the confirmation, the change may have been made.",
                $"Run the command again, {RunAgain.Unless}",
                exception
            );
        }
    }

    private async Task<ChangeRun> OpenAsync(
        ParseResult result,
        ScopeOptions scope,
        CancellationToken cancellationToken
    )
    {
        var choice = scope.Read(result);
        var settings = database.Read(result);
        var redis = _redis.Read(result);
        var application = _keys.Application(result);
        if (redis is not null && application is null)
        {
            throw new ToolException(
                ExitCode.Usage,
                "no-application",
                "The nodes' channel has the name of the app.",
                "Name the app with --application: what it passes to SetApplicationName(...), or else the full path of its content root folder. Nothing was changed."
            );
        }

        var publisher = await NodePublisher.ConnectAsync(redis, settings.Timeout);
        ToolDatabase? opened = null;
        try
        {
            opened = await ToolDatabase.OpenAsync(
                settings,
                new KeySettings { Application = application },
                forChange: true,
                cancellationToken
            );
            return new ChangeRun(
                opened,
                await new ScopeFinder(opened).FindAsync(choice, cancellationToken),
                Operator.Read(result, choice.Tenant),
                publisher
            );
        }
        catch
        {
            await publisher.DisposeAsync();
            if (opened is not null)
            {
                await opened.DisposeAsync();
            }

            throw;
        }
    }
}
