using System.CommandLine;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>Who changes something, why, and whether it is meant.</summary>
internal sealed class OperatorOptions
{
    private readonly Option<string> _reason = new("--reason")
    {
        Description =
            "Why. The person reads it, and it is in the audit trail: name a ticket, and no personal data.",
        HelpName = "text",
        Required = true,
    };

    private readonly Option<string> _operator = new("--operator")
    {
        Description = "Your id in the audit trail. The default is your user name on this machine.",
        HelpName = "id",
    };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Don't ask. Without it, and without a terminal, nothing is changed.",
    };

    public void AddTo(Command command)
    {
        _reason.Validators.Add(result =>
        {
            var length = result.GetValueOrDefault<string>()?.Trim().Length ?? 0;
            if (length is 0 or > OperatorAction.MaxReasonLength)
            {
                result.AddError($"A reason has 1 to {OperatorAction.MaxReasonLength} characters.");
            }
        });
        _operator.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: 0 or > 200 })
            {
                result.AddError("--operator has 1 to 200 characters.");
            }
        });
        command.Options.Add(_reason);
        command.Options.Add(_operator);
        command.Options.Add(_yes);
    }

    public OperatorAction Read(ParseResult result, string? tenant)
    {
        // A container may run as a user without a name.
        var id =
            result.GetValue(_operator)
            ?? (Environment.UserName is { Length: > 0 } name ? name : "unknown");
        return new OperatorAction
        {
            OperatorId = id,
            OperatorName = $"{id} (profile2fa on {Environment.MachineName})",
            Reason = result.GetValue(_reason)!.Trim(),
            Tenant = tenant,
        };
    }

    /// <summary>Asks for the id of what is changed, so that it isn't the line above in the history of the shell.</summary>
    /// <exception cref="ToolException">It wasn't confirmed.</exception>
    public async Task ConfirmAsync(
        ParseResult result,
        ToolConsole console,
        string question,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (result.GetValue(_yes))
        {
            return;
        }

        if (!console.IsInteractive)
        {
            throw NotConfirmed("There is no terminal to ask.", "Confirm it with --yes.");
        }

        await console.Error.WriteLineAsync(ToolConsole.Safe(question));
        await console.Error.WriteAsync($"Type {ToolConsole.Safe(id)} to confirm: ");
        await console.Error.FlushAsync(cancellationToken);
        var answer = await console.Input.ReadLineAsync(cancellationToken);
        if (!string.Equals(answer?.Trim(), id, StringComparison.Ordinal))
        {
            throw NotConfirmed("What was typed is not the id.", "Run the command again.");
        }
    }

    private static ToolException NotConfirmed(string message, string fix) =>
        new(ExitCode.NotConfirmed, "not-confirmed", message, fix + " Nothing was changed.");
}
