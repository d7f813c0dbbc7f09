using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed partial class HostsPageTests
{
    [Fact]
    public void HostsPage_NamesOnlyTestsThatExist()
    {
        var tests = TestMethods.ByClass.SelectMany(names => names).ToHashSet();
        var named = Name()
            .Matches(Checkout.Read("docs/hosts.md"))
            .Select(match => match.Groups["name"].Value)
            .ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
