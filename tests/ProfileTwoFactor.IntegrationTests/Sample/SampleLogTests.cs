using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>In good weather nothing warns: a warning that means nothing hides the one that does.</summary>
public sealed class SampleLogTests
{
    [Fact]
    public async Task Log_OfAVisitToPagesWithForms_HasNoWarning()
    {
        var log = new RecordedLog();
        await using var site = new SampleSite
        {
            Replace = services => services.AddSingleton<ILoggerProvider>(log),
        };
        var olivia = await site.SignedInAsync("olivia");
        await olivia.EnableAsync("acme");

        foreach (
            var url in new[]
            {
                "/p/acme/settings/members",
                "/two-factor/profiles/acme/manage?confirm=disable",
                "/two-factor/profiles/acme/verify?fresh=1",
                "/two-factor/account/setup",
                "/account/password",
            }
        )
        {
            Assert.Equal(200, (int)(await olivia.GetAsync(url)).StatusCode);
        }

        // The framework's, about keys in a folder: no fault on a developer's machine.
        Assert.DoesNotContain(
            log.Warnings,
            line => !line.StartsWith("No XML encryptor", StringComparison.Ordinal)
        );
    }
}
