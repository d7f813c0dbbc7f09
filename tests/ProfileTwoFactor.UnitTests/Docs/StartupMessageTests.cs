using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

/// <summary>Who reads a message of a refused start finds it on the page, and finds nothing there that is no longer said.</summary>
public sealed partial class StartupMessageTests
{
    private static readonly string[] Checks =
    [
        "src/ProfileTwoFactor/Accounts/Internal/AccountStartupCheck.cs",
        "src/ProfileTwoFactor/Gate/Attachment/AuthenticationDefaults.cs",
        "src/ProfileTwoFactor/Gate/Attachment/ComponentAttachmentCheck.cs",
        "src/ProfileTwoFactor/Gate/Attachment/EndpointRules.cs",
        "src/ProfileTwoFactor/Gate/Attachment/PageRules.cs",
        "src/ProfileTwoFactor/Gate/Attachment/StartupChecks.cs",
        "src/ProfileTwoFactor/Operations/Internal/StoreStartupCheck.cs",
        "src/ProfileTwoFactor/Windows/SignOutStartupCheck.cs",
    ];

    [Fact]
    public void Message_OfARefusedStart_HasARow()
    {
        var rows = Rows();
        var messages = Checks.SelectMany(check => Message().Matches(Checkout.Read(check)));

        Assert.All(
            messages
                .Select(message => message.Groups["text"].Value)
                // The heading of the list of messages.
                .Where(text => !text.EndsWith(':')),
            text => Assert.Contains(rows, row => text.Contains(row, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Row_OfTheTable_IsSaidSomewhere()
    {
        var sources = string.Concat(Checkout.Sources("src"));

        Assert.All(Rows(), row => Assert.Contains(row, sources, StringComparison.Ordinal));
    }

    private static List<string> Rows()
    {
        var page = Checkout.Read("docs/troubleshooting.md");
        var table = page[
            page.IndexOf(
                "\n## The application does not start",
                StringComparison.Ordinal
            )..page.IndexOf("\n## It runs, but", StringComparison.Ordinal)
        ];
        return [.. Row().Matches(table).Select(row => row.Groups["text"].Value)];
    }

    [GeneratedRegex("^\\| `(?<text>[^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    // What is thrown or listed; the second half of a message that is put together is no message.
    [GeneratedRegex(
        "(?:yield return|select|mistakes\\.Add\\(|new InvalidOperationException\\(|ValidateOptionsResult\\.Fail\\()\\s*\\$?\"(?<text>[^\"\\n]*)\""
    )]
    private static partial Regex Message();
}
