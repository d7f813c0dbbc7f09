using System.Globalization;
using ProfileTwoFactor.Benchmarks.Measuring;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Verifying a code against three codes of Otp.NET.</summary>
internal static class CodeExperiment
{
    private const long Step = 59_000_000;

    public static Pair Create()
    {
        var secret = TotpAlgorithm.CreateSecret();
        var workload = new MatchCodeWorkload(secret, Step, CodeAt(secret, Step), Other(secret));
        return new Pair(Comparisons.Code, new LibraryCodesWorkload(secret, Step), workload);
    }

    private static TotpCode CodeAt(byte[] secret, long step) =>
        Parse(TotpAlgorithm.Compute(secret, step));

    private static TotpCode Other(byte[] secret)
    {
        string[] right =
        [
            .. Enumerable.Range(-1, 3).Select(i => TotpAlgorithm.Compute(secret, Step + i)),
        ];
        return Parse(
            Enumerable
                .Range(0, right.Length + 1)
                .Select(code => code.ToString("D6", CultureInfo.InvariantCulture))
                .First(code => !right.Contains(code))
        );
    }

    private static TotpCode Parse(string code) =>
        TotpCode.TryParse(code, out var parsed)
            ? parsed
            : throw new InvalidOperationException("The package refuses its own code.");
}
