using ProfileTwoFactor.Tool.CommandLine;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool;

/// <summary>Where the process begins. Named, because a test project that also tests an app has that app's <c>Program</c>.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) =>
        ToolCommandLine.RunAsync(args, ToolConsole.OfProcess());
}
