using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>A profile whose Owner is no member has no Owner. That is easily done, with a user id in place of a member's, and shows nowhere else.</summary>
public sealed class UnknownOwnerTests
{
    [Fact]
    public async Task Status_OfAProfileWhoseOwnerIsNoMember_WarnsOnceWithBothIds()
    {
        var (host, log) = await StartAsync();
        await using var running = host;
        host.Directory.AddProfile("gone", "Gone Store", "olivia");
        host.Directory.AddMember("gone", "mark");
        host.Directory.AddMember("gone", "olivia", memberId: "7");
        var (mark, olivia) = (await host.BrowserAsync("mark"), await host.BrowserAsync("olivia"));

        await mark.GetAsync("/two-factor/api/profiles/gone");
        await olivia.GetAsync("/two-factor/api/profiles/gone");

        var warning = Assert.Single(log.Warnings, IsOurs);
        Assert.Contains("'gone-olivia'", warning);
        Assert.Contains("profile gone", warning);
        Assert.Contains("MemberId", warning);
    }

    [Fact]
    public async Task Status_OfAProfileWithAnOwner_WarnsOfNothing()
    {
        var (host, log) = await StartAsync();
        await using var running = host;

        var answer = await (await host.BrowserAsync("mark")).GetAsync(
            "/two-factor/api/profiles/acme"
        );

        Assert.Equal(200, answer.StatusCode);
        Assert.DoesNotContain(log.Warnings, IsOurs);
    }

    [Fact]
    public async Task Status_AfterATransferToAnUnknownMember_WarnsAgain()
    {
        var (host, log) = await StartAsync();
        await using var running = host;
        var mark = await host.BrowserAsync("mark");
        await mark.GetAsync("/two-factor/api/profiles/acme");

        host.Directory.RemoveMember("acme", "olivia");
        host.Directory.AddProfile("acme", "Acme Store", "nora");
        await mark.GetAsync("/two-factor/api/profiles/acme");

        Assert.Contains("'acme-nora'", Assert.Single(log.Warnings, IsOurs));
    }

    private static async Task<(GateHost Host, RecordedLog Log)> StartAsync()
    {
        var log = new RecordedLog();
        var host = await GateHost.StartAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(log)
        );
        return (host, log);
    }

    private static bool IsOurs(string line) =>
        line.StartsWith("Nobody can enable", StringComparison.Ordinal);
}
