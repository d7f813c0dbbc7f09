using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Experiments;
using ProfileTwoFactor.Benchmarks.Measuring;
using static System.FormattableString;

namespace ProfileTwoFactor.Benchmarks.Reporting;

/// <summary>What was reached, against what was aimed at.</summary>
internal sealed class Report(
    IReadOnlyList<PairResult> results,
    (int Requests, Counts Counts) operations,
    SwitchResult switching
)
{
    public bool IsVoid => Find(Comparisons.Null).Ratio is < 0.99 or > 1.01;

    public void Print()
    {
        Table.Print(results);
        switching.Print();
        Table.Print(Aims());
        if (IsVoid)
        {
            Console.WriteLine();
            Console.WriteLine(
                "VOID: the null pair left 0.99 to 1.01. Run again on a quieter machine."
            );
        }
    }

    private Aim[] Aims()
    {
        var gate = Find(Comparisons.Gate);
        var miss = Find(Comparisons.GateWithoutCache);
        var other = Find(Comparisons.Other);
        var session = Find(Comparisons.Session);
        var code = Find(Comparisons.Code);
        return
        [
            AtMost("gated request against [Authorize] alone", gate, 1.07, 128),
            AtMost("the same, without a kept decision", miss, 1.6, 1600),
            Reads(),
            new(
                "the same, against a session flag",
                ">= 1.5x cheaper",
                Invariant($"{session.Ratio:0.00}x, {-session.ExtraBytes:0} B more"),
                session.Ratio >= 1.5
            ),
            AtMost("other [Authorize] endpoints of the host", other, 1.01, 16),
            AtMost("verifying a code against three codes of Otp.NET", code, 1.15, 64),
            .. switching.Aims(),
        ];
    }

    private Aim Reads()
    {
        var (requests, counts) = operations;
        return new(
            Invariant($"reads in {requests} gated requests"),
            "0 cache, 0 store",
            Invariant($"{counts.CacheReads} cache, {counts.StoreReads} store"),
            counts is { CacheReads: 0, StoreReads: 0 }
        );
    }

    private static Aim AtMost(string what, PairResult result, double ratio, double bytes) =>
        new(
            what,
            Invariant($"<= {ratio:0.00}x, <= {bytes:0} B"),
            Invariant($"{result.Ratio:0.000}x, {result.ExtraBytes:0} B"),
            result.Ratio <= ratio && result.ExtraBytes <= bytes
        );

    private PairResult Find(string name) => results.First(result => result.Name == name);
}
