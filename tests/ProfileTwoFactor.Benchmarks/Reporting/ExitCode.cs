namespace ProfileTwoFactor.Benchmarks.Reporting;

/// <summary>Never a matter of timing: a missed aim is printed, not failed.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Void = 1;
    public const int WrongAnswer = 2;
    public const int Usage = 64;
}
