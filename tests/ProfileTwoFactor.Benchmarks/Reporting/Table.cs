using ProfileTwoFactor.Benchmarks.Measuring;
using static System.FormattableString;

namespace ProfileTwoFactor.Benchmarks.Reporting;

internal static class Table
{
    public static void Print(IEnumerable<PairResult> results)
    {
        Console.WriteLine();
        Console.WriteLine(
            $"{"comparison", -44} {"ratio", 7} {"min", 7} {"max", 7} {"+bytes", 8} {"base us", 8} {"base B", 8} {"B", 8}"
        );
        foreach (var r in results)
        {
            Console.WriteLine(
                Invariant(
                    $"{r.Name, -44} {r.Ratio, 7:0.000} {r.MinRatio, 7:0.000} {r.MaxRatio, 7:0.000} {r.ExtraBytes, 8:0} {r.BaselineNanoseconds / 1000, 8:0.00} {r.BaselineBytes, 8:0} {r.CandidateBytes, 8:0}"
                )
            );
        }
    }

    public static void Print(IEnumerable<Aim> aims)
    {
        Console.WriteLine();
        Console.WriteLine($"{"aim", -52} {"wanted", -26} {"reached", -34} verdict");
        foreach (var aim in aims)
        {
            Console.WriteLine(
                $"{aim.What, -52} {aim.Wanted, -26} {aim.Reached, -34} {(aim.IsMet ? "met" : "MISSED")}"
            );
        }
    }
}
