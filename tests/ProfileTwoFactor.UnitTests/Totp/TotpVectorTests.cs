using System.Globalization;
using System.Text;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class TotpVectorTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(0, 755224)]
    [InlineData(1, 287082)]
    [InlineData(2, 359152)]
    [InlineData(3, 969429)]
    [InlineData(4, 338314)]
    [InlineData(5, 254676)]
    [InlineData(6, 287922)]
    [InlineData(7, 162583)]
    [InlineData(8, 399871)]
    [InlineData(9, 520489)]
    public void Compute_CountersOfRfc4226AppendixD_GivesItsCodes(long counter, int expected) =>
        Assert.Equal($"{expected:D6}", TotpAlgorithm.Compute(Secret, counter));

    [Theory]
    [InlineData(59, 94287082)]
    [InlineData(1111111109, 07081804)]
    [InlineData(1111111111, 14050471)]
    [InlineData(1234567890, 89005924)]
    [InlineData(2000000000, 69279037)]
    [InlineData(20000000000, 65353130)]
    public void Compute_TimesOfRfc6238AppendixB_GivesItsCodes(long unixTime, int eightDigits) =>
        Assert.Equal(
            $"{eightDigits % 1_000_000:D6}",
            TotpAlgorithm.Compute(
                Secret,
                TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixTime))
            )
        );

    [Theory]
    [InlineData(0, 0)]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    [InlineData(59, 1)]
    [InlineData(1111111109, 0x23523EC)]
    [InlineData(20000000000, 0x27BC86AA)]
    [InlineData(128849018879, 4294967295)]
    [InlineData(128849018880, 4294967296)]
    [InlineData(-1, -1)]
    [InlineData(-30, -1)]
    [InlineData(-31, -2)]
    public void StepAt_SecondsSince1970_GivesWholeStepsOfThirtySeconds(long unixTime, long step) =>
        Assert.Equal(step, TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixTime)));

    [Fact]
    public void StepAt_SameInstantInAnotherOffset_IsTheSameStep()
    {
        var utc = DateTimeOffset.Parse("2026-11-22T04:00:00Z", CultureInfo.InvariantCulture);

        Assert.Equal(
            TotpAlgorithm.StepAt(utc),
            TotpAlgorithm.StepAt(utc.ToOffset(TimeSpan.FromHours(9)))
        );
    }

    [Fact]
    public void Compute_StepBeyond32Bits_DependsOnTheUpperHalf()
    {
        var codes = Enumerable
            .Range(0, 20)
            .Select(high => TotpAlgorithm.Compute(Secret, ((long)high << 32) + 1));

        Assert.True(codes.Distinct().Count() > 15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void Compute_DamagedSecretThatIsEasyToGuess_IsRefused(int length)
    {
        var secret = new byte[length];

        var refused = Assert.Throws<ArgumentException>(() => TotpAlgorithm.Compute(secret, 1));

        Assert.Contains($"this one has {length}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_SecretOf128Bits_IsTaken() =>
        Assert.Matches("^[0-9]{6}\\z", TotpAlgorithm.Compute(new byte[16], 1));

    [Fact]
    public void CreateSecret_ManyTimes_IsLongDistinctAndEvenlyRandom()
    {
        const int Samples = 4000;
        var secrets = Enumerable
            .Range(0, Samples)
            .Select(_ => TotpAlgorithm.CreateSecret())
            .ToList();

        Assert.All(secrets, secret => Assert.Equal(20, secret.Length));
        Assert.Equal(Samples, secrets.Select(Convert.ToHexString).Distinct().Count());
        for (var bit = 0; bit < TotpAlgorithm.SecretLength * 8; bit++)
        {
            var ones = secrets.Count(secret => (secret[bit / 8] >> (bit % 8) & 1) == 1);

            // Seven standard deviations: one false alarm in billions of runs.
            Assert.InRange(ones, (Samples / 2) - 222, (Samples / 2) + 222);
        }
    }
}
