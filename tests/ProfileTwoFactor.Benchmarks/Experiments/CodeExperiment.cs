using System.Globalization;
using ProfileTwoFactor.Benchmarks.Measuring;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Verifying a code against three HMACs.</summary>
internal static class CodeExperiment
{
    private const long Step = 59_000_000;

    public static Pair Create()
    {
        var secret = Totp.CreateSecret();
        var workload = new MatchCodeWorkload(secret, Step, CodeAt(secret, Step), Other(secret));
        return new Pair(Comparisons.Code, new BareHmacWorkload(secret, Step), workload);
    }

    private static TotpCode CodeAt(byte[] secret, long step) => Parse(Totp.Compute(secret, step));

    private static TotpCode Other(byte[] secret)
    {
        int[] right = [.. Enumerable.Range(-1, 3).Select(i => Totp.Compute(secret, Step + i))];
        return Parse(Enumerable.Range(0, right.Length + 1).First(code => !right.Contains(code)));
    }

    private static TotpCode Parse(int code) =>
        TotpCode.TryParse(code.ToString("D6", CultureInfo.InvariantCulture), out var parsed)
            ? parsed
            : throw new InvalidOperationException("The package refuses its own code.");
}
