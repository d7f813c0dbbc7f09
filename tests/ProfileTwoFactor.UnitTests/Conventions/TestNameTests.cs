using System.Text.RegularExpressions;
using ProfileTwoFactor.UnitTests.Docs;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>Subject_Condition_Outcome, or a sentence with underscores for a threat, and one of them in each class.</summary>
public sealed partial class TestNameTests
{
    [Fact]
    public void Tests_OfAllClasses_HaveOneFormOfNameInEach()
    {
        var mixed = TestMethods
            .ByClass.Where(tests => tests.Select(FormOf).Distinct().Count() > 1)
            .Select(tests => $"{tests.Key}: {string.Join(", ", tests)}");

        Assert.NotEmpty(TestMethods.ByClass);
        Assert.Empty(mixed);
        Assert.DoesNotContain(null, TestMethods.ByClass.SelectMany(tests => tests).Select(FormOf));
    }

    [Theory]
    [InlineData("Gate_WithoutProof_Refuses", "outcome")]
    [InlineData("Gate_Refuses", "outcome")]
    [InlineData("Cookie_Of2Kinds_IsTaken_AndTheOtherIsNot", "outcome")]
    [InlineData("A_code_counts_once", "sentence")]
    [InlineData("AllowWhenOff_lets_in_where_the_RFC_says_so_503_times", "sentence")]
    [InlineData("Refuses", null)]
    [InlineData("gate_Refuses", null)]
    [InlineData("Gate__Refuses", null)]
    [InlineData("Gate_refusesEverything", null)]
    [InlineData("The_list_BadInput_ChangesNothing", null)]
    [InlineData("Gate_One_Two_Three_Four", null)]
    public void Form_OfAName_IsThatOfAllItsWords(string name, string? form) =>
        Assert.Equal(form, FormOf(name));

    private static string? FormOf(string name) =>
        Outcome().IsMatch(name) ? "outcome"
        : Sentence().IsMatch(name) ? "sentence"
        : null;

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*){1,3}$")]
    private static partial Regex Outcome();

    // The first word may be a name of the code; the others are words, initials, numbers or proper names.
    [GeneratedRegex("^(?=.*_[a-z])[A-Z][A-Za-z0-9]*(_([a-z0-9]+|[A-Z]+|[A-Z][a-z]+))+$")]
    private static partial Regex Sentence();
}
