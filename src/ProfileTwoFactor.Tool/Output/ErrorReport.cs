using System.Text.Json.Serialization;
using ProfileTwoFactor.Tool.Changes;

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

    /// <summary>How the nodes learn of what an earlier run may have changed. Null for what isn't the refusal of a change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NodeNotice? Nodes { get; init; }

    /// <summary>How many nodes listened. Null if nothing was published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NodesReached { get; init; }

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
