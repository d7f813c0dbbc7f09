using System.Globalization;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Races;

/// <summary>Runs in parts by <c>tests/races.sh</c>, and shortly in <c>./test.sh --long</c>.</summary>
internal sealed class RaceFactAttribute : FactAttribute
{
    private const string RoundsVariable = "PROFILETWOFACTOR_RACE_ROUNDS";
    private const string ResultVariable = "PROFILETWOFACTOR_RACE_RESULT";

    public RaceFactAttribute() =>
        Skip =
            Tools.RunsLong || Environment.GetEnvironmentVariable(RoundsVariable) is not null
                ? null
                : "too long for each run; tests/races.sh runs it";

    /// <summary>As many as the run is to have.</summary>
    /// <param name="usual">Where nothing is said.</param>
    public static int RoundsOr(int usual) =>
        Environment.GetEnvironmentVariable(RoundsVariable) is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;

    /// <summary>Says that what fails from now on is no failure to start.</summary>
    public static void Begin() => Append("");

    /// <summary>Keeps the sum of rounds that were good, for <c>tests/races.sh</c> to add up.</summary>
    public static void Tell(string sum) => Append(sum + "\n");

    private static void Append(string text)
    {
        if (Environment.GetEnvironmentVariable(ResultVariable) is { } file)
        {
            File.AppendAllText(file, text);
        }
    }
}
