namespace ProfileTwoFactor.Tool.Checks;

/// <summary>What one check found.</summary>
/// <param name="Name">A stable name.</param>
/// <param name="Status">How serious it is.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to do. Empty if there is nothing to do.</param>
internal sealed record Check(string Name, CheckStatus Status, string Message, string Fix)
{
    public static Check Fine(string name, string message) => new(name, CheckStatus.Ok, message, "");

    public static Check Skipped(string name, string message, string fix) =>
        new(name, CheckStatus.Skipped, message, fix);

    public static Check Warning(string name, string message, string fix) =>
        new(name, CheckStatus.Warning, message, fix);

    public static Check Error(string name, string message, string fix) =>
        new(name, CheckStatus.Error, message, fix);

    public static Check Error(string name, ToolException failure) =>
        Error(name, failure.Message, failure.Fix);
}
