using System.Globalization;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Runs in <c>./test.sh --long</c>, and by itself when a length is given.</summary>
internal sealed class SoakFactAttribute : FactAttribute
{
    private const string Length = "PROFILETWOFACTOR_SOAK_SECONDS";
    private const string SeedVariable = "PROFILETWOFACTOR_SOAK_SEED";
    private const int Longest = 3600;
    private const int LongEnoughForLeaks = 1800;

    public SoakFactAttribute() =>
        Skip =
            Tools.RunsLong || Read(Length) is not null
                ? null
                : "too long for each run; ./test.sh --long runs it";

    /// <summary>Three minutes unless said otherwise, an hour at most.</summary>
    public static TimeSpan Duration =>
        TimeSpan.FromSeconds(Math.Clamp(Read(Length) ?? 180, 10, Longest));

    /// <summary>Whether what grows in this time grows for ever. In less, a process is still on its way to the size that it keeps.</summary>
    public static bool ShowsLeaks => Duration.TotalSeconds >= LongEnoughForLeaks;

    /// <summary>What decides which faults come when. The same seed gives the same faults, not the same interleaving.</summary>
    public static int Seed { get; } = Read(SeedVariable) ?? Random.Shared.Next();

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
