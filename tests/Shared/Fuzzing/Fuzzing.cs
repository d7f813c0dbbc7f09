using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsCheck;
using Xunit.Abstractions;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Generated inputs for one target. A failure is shrunk, and its message has the seed.</summary>
internal static class Fuzzing
{
    public const int Few = 3_000;
    public const int Million = 1_000_000;

    /// <param name="inputs">What the target is given.</param>
    /// <param name="count">How many.</param>
    /// <param name="accepts">Gives an input to the target, throws where its answer is wrong, and says whether it was accepted.</param>
    /// <param name="output">Takes the figures.</param>
    public static void Run<T>(
        Gen<T> inputs,
        int count,
        Func<T, bool> accepts,
        ITestOutputHelper output
    )
    {
        var accepted = 0;
        var began = Stopwatch.GetTimestamp();

        // On one thread: a million inputs are for the processor time that the other tests leave.
        inputs.Sample(
            input =>
            {
                if (accepts(input))
                {
                    accepted++;
                }
            },
            iter: count,
            threads: 1,
            print: Print
        );

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} inputs, {accepted} accepted, {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s"
            )
        );
        // Fuzzing that only ever meets one side would agree with anything.
        Assert.InRange(accepted, count / 10, count * 9 / 10);
    }

    /// <summary>Escaped, since most of what is generated can't be shown.</summary>
    private static string Print<T>(T input) =>
        JsonSerializer.Serialize(input, new JsonSerializerOptions { IncludeFields = true });
}
