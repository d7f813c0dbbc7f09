using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class KeyHashTests
{
    private const string Alphabet = "a|,:\0 \u00e9e\u0301\ud800\udc00\ufffdA";

    [Theory]
    [InlineData("a|b", "c", "a", "b|c")]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("", "ab", "ab", "")]
    [InlineData("a\0", "b", "a", "\0b")]
    [InlineData("caf\u00e9", "x", "cafe\u0301", "x")]
    [InlineData("A", "x", "a", "x")]
    public void Compute_DifferentParts_DifferentHashes(
        string left1,
        string left2,
        string right1,
        string right2
    ) => Assert.NotEqual(KeyHash.Compute(left1, left2), KeyHash.Compute(right1, right2));

    // Not as inline data: an attribute's text is stored as UTF-8, which folds lone surrogates before the test sees them.
    [Fact]
    public void Compute_DifferentLoneSurrogates_DifferentHashes() =>
        Assert.NotEqual(KeyHash.Compute("\ud800", "x"), KeyHash.Compute("\ud801", "x"));

    [Fact]
    public void Compute_DifferentNumberOfParts_DifferentHashes() =>
        Assert.Equal(
            4,
            new[]
            {
                KeyHash.Compute("a"),
                KeyHash.Compute("a", ""),
                KeyHash.Compute("", "a"),
                KeyHash.Compute("a", "", ""),
            }
                .Select(Convert.ToHexString)
                .Distinct()
                .Count()
        );

    [Fact]
    public void Compute_TwentyThousandOddKeys_ShareNoHash()
    {
        var random = new Random(20261122);
        var seen = new Dictionary<string, string>();
        for (var i = 0; i < 20_000; i++)
        {
            string[] parts =
            [
                .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomText(random)),
            ];
            var identity = string.Join('/', parts.Select(part => $"{part.Length}={part}"));
            var hash = Convert.ToHexString(KeyHash.Compute(parts));
            Assert.Equal(identity, seen.TryAdd(hash, identity) ? identity : seen[hash]);
        }
    }

    private static string RandomText(Random random) =>
        new([
            .. Enumerable
                .Range(0, random.Next(0, 4))
                .Select(_ => Alphabet[random.Next(Alphabet.Length)]),
        ]);
}
