using System.Text;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class Base32Tests
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
    public void Encode_VectorsOfRfc4648WithoutPadding_ThereAndBack(string text, string expected)
    {
        Assert.Equal(expected, Base32.Encode(Encoding.ASCII.GetBytes(text)));
        Assert.True(Base32.TryDecode(expected, out var bytes));
        Assert.Equal(text, Encoding.ASCII.GetString(bytes));
    }

    [Fact]
    public void Encode_RandomBytesOfEveryLength_ComeBackUnchanged()
    {
        var random = new Random(4648);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[round % 41];
            random.NextBytes(bytes);

            Assert.True(Base32.TryDecode(Base32.Encode(bytes), out var decoded));
            Assert.Equal(bytes, decoded);
        }
    }

    [Theory]
    [InlineData("M")]
    [InlineData("MZX")]
    [InlineData("MZXW6Y")]
    [InlineData("A")]
    [InlineData("AAA")]
    [InlineData("AAAAAA")]
    [InlineData("@A")]
    [InlineData("[A")]
    [InlineData("1A")]
    [InlineData("8A")]
    [InlineData("MZ")]
    [InlineData("MZXR")]
    [InlineData("my")]
    [InlineData("MY======")]
    [InlineData("M Y")]
    [InlineData("M0")]
    [InlineData("M1")]
    [InlineData("M8")]
    [InlineData("M9")]
    [InlineData("M@")]
    [InlineData("M[")]
    [InlineData("M\uff21")]
    [InlineData("M\u0131")]
    public void TryDecode_TextEncodeNeverGives_IsRefused(string text)
    {
        Assert.False(Base32.TryDecode(text, out var bytes));
        Assert.Empty(bytes);
    }
}
