using System.Text;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.UnitTests.Http;

public sealed class SafeCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("\n=1", "'\n'=1")]
    [InlineData(" =1", " '=1")]
    [InlineData("\u00a0=1", "\u00a0'=1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF201", "'\uFF201")]
    // Programs with another separator begin a new cell there.
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a, -1", "a, '-1")]
    [InlineData("a\n@x", "a\n'@x")]
    [InlineData("a;\"=1", "a;\"\"'=1")]
    [InlineData("\"=1", "\"\"'=1")]
    [InlineData("mark@example.com", "mark@example.com")]
    [InlineData("a-b=c+d", "a-b=c+d")]
    [InlineData("", "")]
    public void Cell_IsNeverAFormula(string cell, string expected) =>
        Assert.Equal($"\"{expected}\"\r\n", Row(cell));

    [Fact]
    public void Row_QuotesAndSeparatesItsCells() =>
        Assert.Equal("\"a\"\"b\",\"\",\"c,d\"\r\n", Row("a\"b", null, "c,d"));

    private static string Row(params string?[] cells)
    {
        var text = new StringBuilder();
        SafeCsv.AppendRow(text, cells);
        return text.ToString();
    }
}
