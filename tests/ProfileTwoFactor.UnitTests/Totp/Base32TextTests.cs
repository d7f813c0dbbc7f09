using System.Text;
using OtpNet;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class Base32TextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    [InlineData("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void Encode_VectorsOfRfc4648_GivesThemWithoutPadding(string text, string expected) =>
        Assert.Equal(expected, Base32Text.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Encode_RandomBytesOfEveryLength_ComeBackUnchanged()
    {
        var random = new Random(4648);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[1 + (round % 40)];
            random.NextBytes(bytes);

            Assert.Equal(bytes, Base32Encoding.ToBytes(Base32Text.Encode(bytes)));
        }
    }

    [Fact]
    public void IsDigit_EveryCharacter_IsTrueForTheAlphabetOnly()
    {
        var digits = Enumerable
            .Range(0, char.MaxValue + 1)
            .Select(value => (char)value)
            .Where(Base32Text.IsDigit);

        Assert.Equal("234567ABCDEFGHIJKLMNOPQRSTUVWXYZ", string.Concat(digits));
    }
}
