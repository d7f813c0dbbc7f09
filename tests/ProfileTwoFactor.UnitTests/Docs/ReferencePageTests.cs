using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Diagnostics;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed partial class ReferencePageTests
{
    [Fact]
    public void ConfigurationPage_NamesEveryOption()
    {
        var page = Checkout.Read("docs/configuration.md");

        Assert.All(
            typeof(ProfileTwoFactorOptions).GetProperties(),
            option => Assert.Contains($"`{option.Name}`", page, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(typeof(SmtpNotifierOptions))]
    [InlineData(typeof(TwoFactorMailOptions))]
    public void NotificationsPage_NamesEveryOption(Type options)
    {
        var page = Checkout.Read("docs/notifications.md");

        Assert.All(
            options.GetProperties(),
            option => Assert.Contains($"`{option.Name}`", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void NotificationsPage_NamesEveryMail()
    {
        var page = Checkout.Read("docs/notifications.md");

        Assert.All(
            Enum.GetNames<TwoFactorMailKind>(),
            kind => Assert.Contains($"`{kind}`", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void DiagnosticsPage_NamesEveryLogEventOnce()
    {
        var rows = Checkout.Read("docs/diagnostics.md").Split('\n');

        Assert.Contains(LogEvents(), item => item.EventName == "MailDropped");
        Assert.All(
            LogEvents(),
            item =>
                Assert.StartsWith(
                    $"| {item.EventId} | `{item.EventName}` | {item.Level} |",
                    Assert.Single(
                        rows,
                        row => row.StartsWith($"| {item.EventId} |", StringComparison.Ordinal)
                    ),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void LogEvents_HaveAnIdOfTheirOwnEach()
    {
        var ids = LogEvents().Select(item => item.EventId).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void HttpPage_NamesEveryErrorCode()
    {
        var page = Checkout.Read("docs/http-api.md");

        Assert.All(
            typeof(TwoFactorErrorCodes).GetFields().Select(field => field.GetValue(null)),
            code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void TroubleshootingPage_QuotesMessagesThatExist()
    {
        var page = Checkout.Read("docs/troubleshooting.md");
        var end = page.IndexOf("\n## It runs, but\n", StringComparison.Ordinal);
        var messages = string.Concat(
            Checkout.Sources("src").Select(source => Concatenation().Replace(source, ""))
        );

        var quotes = FirstCell().Matches(page[..end]).Select(cell => cell.Groups["quote"].Value);

        Assert.NotEmpty(quotes);
        Assert.All(quotes, quote => Assert.Contains(quote, messages, StringComparison.Ordinal));
    }

    private static List<LoggerMessageAttribute> LogEvents() =>
        [
            .. new[]
            {
                typeof(ProfileTwoFactorOptions),
                typeof(MailLog),
                typeof(ProfileTwoFactorModelBuilderExtensions),
            }
                .SelectMany(type => type.Assembly.GetTypes())
                .SelectMany(log => log.GetMethods(BindingFlags.Static | BindingFlags.Public))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>(),
        ];

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Concatenation();

    [GeneratedRegex("^\\| `(?<quote>[^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}
