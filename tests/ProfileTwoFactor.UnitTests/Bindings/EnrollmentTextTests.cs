using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class EnrollmentTextTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData(" 1234 5678\r\n")]
    [InlineData("\t1234-5678 ")]
    [InlineData("1 2 3 4 5 6 7 8")]
    public void HashOfCode_ReadsEightDigitsWhateverIsBetweenThem(string text) =>
        Assert.Equal(EnrollmentText.HashOfCode("12345678"), EnrollmentText.HashOfCode(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("123456789")]
    [InlineData("1234567x")]
    [InlineData("1234\t5678")]
    [InlineData("\u300012345678")]
    [InlineData("１２３４５６７８")]
    public void HashOfCode_OfAnythingElse_IsNothing(string? text) =>
        Assert.Null(EnrollmentText.HashOfCode(text));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void HashOfCode_OfALongText_IsNotLookedAt(int length, bool read) =>
        Assert.Equal(read, EnrollmentText.HashOfCode("12345678".PadRight(length)) is not null);

    /// <summary>Stored while they are valid, across releases. The expected values were computed with another program.</summary>
    [Fact]
    public void Hashes_StayWhatTheyAre()
    {
        Assert.Equal(
            "44DCBD21483C833E73CFAB8B19F60F87AC4DD60E5893CBA69F1AB004C53F6E97",
            Convert.ToHexString(EnrollmentText.HashOfCode("12345678")!)
        );
        Assert.Equal(
            "2C2FA39A8D29708B49DE443FD55F40D5F55E3E9449FD4C9D8CBB42FADDD6532C",
            Convert.ToHexString(EnrollmentText.HashOfPass("abcd-efgh ijkl-mnop")!)
        );
    }

    [Fact]
    public void CreateCode_HasEightDigits()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => EnrollmentText.CreateCode()).ToList();

        Assert.All(codes, code => Assert.NotNull(EnrollmentText.HashOfCode(code)));
        Assert.All(codes, code => Assert.Equal(8, code.Length));
        Assert.True(codes.Distinct().Count() > 190);
    }

    [Fact]
    public void HashOfPass_OfACode_IsNothing()
    {
        Assert.Null(EnrollmentText.HashOfPass("12345678"));
        Assert.Null(EnrollmentText.HashOfPass(null));
        Assert.Null(EnrollmentText.HashOfCode(EnrollmentText.CreatePass()));
        Assert.NotNull(EnrollmentText.HashOfPass(EnrollmentText.CreatePass()));
    }
}
