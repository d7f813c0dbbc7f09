using System.Globalization;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>Runs by <c>tests/load.sh</c>, and shortly in <c>./test.sh --long</c>.</summary>
internal sealed class LoadFactAttribute : FactAttribute
{
    private const string Variable = "PROFILETWOFACTOR_LOAD_SECONDS";

    public LoadFactAttribute() =>
        Skip =
            Tools.RunsLong || Environment.GetEnvironmentVariable(Variable) is not null
                ? null
                : "too long for each run; tests/load.sh runs it";

    /// <summary>How long the run with the restart of Redis takes.</summary>
    public static TimeSpan Duration =>
        TimeSpan.FromSeconds(
            int.Parse(
                Environment.GetEnvironmentVariable(Variable) ?? "10",
                CultureInfo.InvariantCulture
            )
        );
}
