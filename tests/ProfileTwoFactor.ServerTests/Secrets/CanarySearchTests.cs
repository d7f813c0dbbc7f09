using System.Text;

namespace ProfileTwoFactor.ServerTests.Secrets;

/// <summary>The search finds what it has to find, however it was written down.</summary>
public sealed class CanarySearchTests
{
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string BackupCode = "ABCD-EFGH-JKMN-PQRS";

    private static readonly CanarySearch Search = new([
        Canary.OfSecret("secret", Secret),
        Canary.OfTyped("backup code", BackupCode),
        Canary.OfText("cookie", "v1.Zm9v+YmFy/aHVo=="),
        Canary.OfDigits("code", "271828"),
    ]);

    [Theory]
    [InlineData("ABCD-EFGH-JKMN-PQRS")]
    [InlineData("abcdefghjkmnpqrs")]
    [InlineData("414243442D454647482D4A4B4D4E2D50515253")]
    [InlineData("A\0B\0C\0D\0-\0E\0F\0G\0H\0-\0J\0K\0M\0N\0-\0P\0Q\0R\0S\0")]
    public void BackupCode_InAnyForm_IsFound(string written) =>
        Assert.Equal(["backup code"], Search.In($"left{written}right"));

    [Fact]
    public void Secret_AsTextOrBytes_IsFound()
    {
        var bytes = OtpNet.Base32Encoding.ToBytes(Secret);
        Assert.All(
            (string[])
                [
                    $"secret={Secret.ToLowerInvariant()}&",
                    Encoding.Latin1.GetString(bytes),
                    "\\x" + Convert.ToHexStringLower(bytes),
                ],
            written => Assert.Equal(["secret"], Search.In(written))
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Base64_WithOtherBytesBefore_IsFound(int before)
    {
        byte[] all =
        [
            .. new byte[before],
            .. OtpNet.Base32Encoding.ToBytes(Secret),
            .. "and more"u8,
        ];

        Assert.Equal(["secret"], Search.In(Convert.ToBase64String(all)));
    }

    [Theory]
    [InlineData("v1.Zm9v%2BYmFy%2FaHVo%3D%3D")]
    [InlineData("v1.Zm9v+YmFy/aHVo==")]
    public void Cookie_EscapedOrNot_IsFound(string written) =>
        Assert.Equal(["cookie"], Search.In($"; name={written};"));

    [Theory]
    [InlineData("code 271828 was typed", 1)]
    [InlineData("\"271828\"", 1)]
    [InlineData("10:30:12.271828+00", 0)]
    [InlineData("1271828", 0)]
    [InlineData("271828b", 0)]
    public void Code_IsFoundWhereItIsANumberOfItsOwn(string written, int times) =>
        Assert.Equal(times, Search.In(written).Count);

    [Fact]
    public void Several_AreAllFound() =>
        Assert.Equal(["code", "secret"], Search.In($"{Secret} 271828 {Secret}"));
}
