using System.Reflection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed class ReferencePageTests
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

    [Fact]
    public void DiagnosticsPage_NamesEveryLogEvent()
    {
        var page = Checkout.Read("docs/diagnostics.md");
        var events = typeof(Log)
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToList();

        Assert.NotEmpty(events);
        Assert.All(
            events,
            item =>
                Assert.Contains(
                    $"| {item.EventId} | `{item.EventName}` | {item.Level} |",
                    page,
                    StringComparison.Ordinal
                )
        );
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
}
