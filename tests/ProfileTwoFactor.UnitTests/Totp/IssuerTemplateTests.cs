using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

public sealed class IssuerTemplateTests
{
    [Theory]
    [InlineData("{Application}-{ProfileName}({ProfileId})", "App-Acme(a1)")]
    [InlineData("{ProfileId}{ProfileId}", "a1a1")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("}{Application}{", "}App{")]
    [InlineData("{application}", "{application}")]
    [InlineData("{Other} {ProfileName}", "{Other} Acme")]
    [InlineData("{{ProfileName}", "{{ProfileName}")]
    public void Format_Template_ReplacesWhatItKnows(string template, string expected) =>
        Assert.Equal(expected, IssuerTemplate.Format(template, "App", "Acme", "a1"));

    [Fact]
    public void Format_ProfileNamedLikeAPlaceholder_IsNotExpandedAgain()
    {
        var text = IssuerTemplate.Format(
            "{Application}-{ProfileName}({ProfileId})",
            "{ProfileName}",
            "{ProfileId}",
            "{Application}"
        );

        Assert.Equal("{ProfileName}-{ProfileId}({Application})", text);
    }

    /// <summary>Apps keep one entry for each issuer and account, and would replace one profile's secret by the other's.</summary>
    [Fact]
    public void Format_LongNamesWithoutTheId_StayDifferent()
    {
        var north = IssuerTemplate.Format("{ProfileName}", "", new string('a', 60) + "North", "1");
        var south = IssuerTemplate.Format("{ProfileName}", "", new string('a', 60) + "South", "2");

        Assert.NotEqual(north, south);
    }

    [Theory]
    [InlineData("{Application}-{ProfileName}({ProfileId})")]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("a}b")]
    public void Validate_KnownPlaceholdersOnly_FindsNothing(string template) =>
        Assert.Empty(IssuerTemplate.Validate(template));

    [Theory]
    [InlineData("{profileName}", "{profileName}")]
    [InlineData("x{Sid}y{ProfileId}{Name}", "{Sid}|{Name}")]
    [InlineData("{}", "{}")]
    [InlineData("a{ProfileId", "{ProfileId")]
    [InlineData("{{ProfileId}}", "{{ProfileId}")]
    public void Validate_UnknownOrOpenPlaceholders_NamesEach(string template, string expected) =>
        Assert.Equal(expected.Split('|'), IssuerTemplate.Validate(template));
}
