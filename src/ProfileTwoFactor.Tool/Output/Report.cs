using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Tool.Output;

/// <summary>What a command found or did. With <c>--json</c> it is written as it is: a property that is renamed breaks scripts.</summary>
/// <param name="Command">The command.</param>
internal abstract record Report([property: JsonPropertyOrder(-3)] string Command)
{
    [JsonPropertyOrder(-2)]
    public bool Ok => GetExit() == Tool.ExitCode.Ok;

    [JsonPropertyOrder(-1)]
    public int ExitCode => (int)GetExit();

    public abstract ExitCode GetExit();

    public abstract void WriteText(TextWriter output);
}
