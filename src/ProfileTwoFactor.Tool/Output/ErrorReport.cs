namespace ProfileTwoFactor.Tool.Output;

/// <summary>The answer of a command that ended early.</summary>
internal sealed record ErrorReport : Report
{
    private readonly ExitCode _exit;

    public ErrorReport(string command, ExitCode exit, ErrorText error)
        : base(command)
    {
        _exit = exit;
        Error = error;
    }

    public ErrorText Error { get; }

    public override ExitCode GetExit() => _exit;

    public override void WriteText(TextWriter output)
    {
        output.WriteLine(
            $"{(Command.Length > 0 ? $"profile2fa {Command}" : "profile2fa")}: {ToolConsole.Safe(Error.Message)}"
        );
        if (Error.Fix.Length > 0)
        {
            output.WriteLine(ToolConsole.Safe(Error.Fix));
        }
    }
}
