using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => new(Checkout.Pages);

    [Theory]
    [MemberData(nameof(Pages))]
    public void RelativeLinks_OfAPage_LeadToFilesAndHeadings(string page)
    {
        var text = Fence().Replace(Checkout.Read(page), "");
        foreach (Match link in Link().Matches(text))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = target.Split('#', 2);
            var file =
                parts[0].Length == 0
                    ? page
                    : Path.Combine(Path.GetDirectoryName(page) ?? "", parts[0]);
            Assert.True(
                Path.Exists(Path.Combine(Checkout.Root, file)),
                $"{page} links to '{target}', which is not there."
            );
            if (parts.Length == 2)
            {
                Assert.True(
                    HeadingsOf(file).Contains(parts[1]),
                    $"{page} links to '{target}', a heading that is not there."
                );
            }
        }
    }

    /// <summary>A package gallery shows the page outside the repository.</summary>
    [Fact]
    public void PackageReadme_HasNoRelativeLink()
    {
        var text = Fence().Replace(Checkout.Read(Checkout.PackageReadme), "");
        var targets = Link().Matches(text).Select(link => link.Groups["target"].Value);

        Assert.All(
            targets,
            target => Assert.StartsWith("https://", target, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Page_UnderDocs_IsInTheIndexOfTheReadme()
    {
        var readme = Checkout.Read("README.md");

        Assert.All(
            Checkout.Pages.Where(page => page.StartsWith("docs", StringComparison.Ordinal)),
            page =>
                Assert.Contains($"({page.Replace('\\', '/')})", readme, StringComparison.Ordinal)
        );
    }

    private static HashSet<string> HeadingsOf(string page) =>
        Heading()
            .Matches(Fence().Replace(Checkout.Read(page), ""))
            .Select(heading => Anchor(heading.Groups["text"].Value))
            .ToHashSet();

    private static string Anchor(string heading) =>
        string.Concat(
            heading
                .ToLowerInvariant()
                .Where(character =>
                    char.IsLetterOrDigit(character) || character is ' ' or '-' or '_'
                )
                .Select(character => character == ' ' ? '-' : character)
        );

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ +(?<text>.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
