using System.Globalization;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests;

public sealed class TotpOathtoolTests
{
    private const int Secrets = 100;
    private const int StepsEach = 100;

    [NeedsFact("oathtool")]
    public void Compute_TenThousandRandomSamples_EqualsOathtool()
    {
        var random = new Random(20261122);
        var compared = 0;
        for (var i = 0; i < Secrets; i++)
        {
            // Every other time is beyond 32 bits of seconds.
            var start = random.NextInt64(0, i % 2 == 0 ? 1L << 32 : 1L << 36);
            var secret = TotpAlgorithm.CreateSecret();

            var expected = Oathtool(secret, start);

            var first = TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(start));
            var actual = Enumerable
                .Range(0, StepsEach)
                .Select(n => TotpAlgorithm.Compute(secret, first + n));
            Assert.Equal(expected, actual);
            compared += expected.Length;
        }

        Assert.Equal(10_000, compared);
    }

    private static string[] Oathtool(byte[] secret, long unixTime) =>
        ExternalTool
            .Run(
                "oathtool",
                "oathtool",
                "--totp=sha1",
                "--digits=6",
                $"--window={StepsEach - 1}",
                "--now=@" + unixTime.ToString(CultureInfo.InvariantCulture),
                Convert.ToHexString(secret)
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
