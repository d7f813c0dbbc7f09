namespace ProfileTwoFactor.Tool;

/// <summary>What ends a command early, in words for the person at the terminal. It never holds a connection string or a secret.</summary>
/// <param name="exitCode">How the process ends.</param>
/// <param name="code">A stable name for scripts.</param>
/// <param name="message">What is wrong.</param>
/// <param name="fix">What to do about it.</param>
/// <param name="inner">What caused it.</param>
internal sealed class ToolException(
    ExitCode exitCode,
    string code,
    string message,
    string fix,
    Exception? inner = null
) : Exception(message, inner)
{
    public ExitCode ExitCode { get; } = exitCode;

    public string Code { get; } = code;

    public string Fix { get; } = fix;
}
