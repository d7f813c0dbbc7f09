using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Checks;

internal sealed record DoctorReport(IReadOnlyList<Check> Checks) : Report("doctor")
{
    public override ExitCode GetExit() =>
        Checks.Any(check => check.Status == CheckStatus.Error)
            ? Tool.ExitCode.Problems
            : Tool.ExitCode.Ok;

    public int Errors => Checks.Count(check => check.Status == CheckStatus.Error);

    public int Warnings => Checks.Count(check => check.Status == CheckStatus.Warning);

    public override void WriteText(TextWriter output)
    {
        foreach (var check in Checks)
        {
            output.WriteLine(
                $"{check.Status.ToString().ToLowerInvariant(), -8} {check.Name, -10} {ToolConsole.Safe(check.Message)}"
            );
            if (check.Fix.Length > 0)
            {
                output.WriteLine($"{"", -8} {"", -10} {ToolConsole.Safe(check.Fix)}");
            }
        }

        output.WriteLine();
        output.WriteLine($"{Errors} errors, {Warnings} warnings");
    }
}
