using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Refused navigations are redirected to a page. When nothing serves it, people would see a bare 404 and nobody would know why.</summary>
public sealed class PageAddressTests
{
    private const string Bind = "/two-factor/profiles/profile/bind";
    private const string Verify = "/two-factor/profiles/profile/verify";
    private const string Account = "/two-factor/account/verify";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_WithoutMappedPages_WarnsWithTheirAddresses(bool added)
    {
        var warning = Assert.Single(
            await WarningsAsync(services: package =>
                _ = added ? package.AddDefaultPages() : package
            )
        );

        Assert.Contains(Bind, warning);
        Assert.Contains(Verify, warning);
        Assert.DoesNotContain(Account, warning);
        Assert.Contains("MapRazorPages()", warning);
    }

    [Fact]
    public async Task Start_WithAccountsAndWithoutMappedPages_NamesTheAccountPage()
    {
        var warning = Assert.Single(
            await WarningsAsync(services: package => package.AddAccounts<TestAccounts>())
        );

        Assert.Contains(Account, warning);
    }

    [Fact]
    public async Task Start_WithMappedPages_WarnsOfNothing() =>
        Assert.Empty(
            await WarningsAsync(
                routes => routes.MapRazorPages(),
                package => package.AddAccounts<TestAccounts>().AddDefaultPages()
            )
        );

    [Fact]
    public async Task Start_OfASinglePageApp_WarnsOfNothing() =>
        Assert.Empty(
            await WarningsAsync(routes => routes.MapFallback(() => "the app's start page"))
        );

    [Fact]
    public async Task Start_WithPagesOfTheHost_WarnsOfNothing() =>
        Assert.Empty(
            await WarningsAsync(routes =>
                routes
                    .MapGet("/two-factor/profiles/{id}/{step:regex(^(bind|verify)$)}", () => "own")
                    .AllowAnonymous()
            )
        );

    [Fact]
    public async Task Start_WithOneOfTwoPages_WarnsOfTheOther()
    {
        var warning = Assert.Single(
            await WarningsAsync(routes =>
                routes.MapGet("/two-factor/profiles/{id}/bind", () => "own").AllowAnonymous()
            )
        );

        Assert.DoesNotContain(Bind, warning);
        Assert.Contains(Verify, warning);
    }

    [Fact]
    public async Task Start_OfAHostThatAnswersChallengesItself_WarnsOfNothing() =>
        Assert.Empty(
            await WarningsAsync(services: package =>
                package.ConfigureScheme(scheme =>
                    scheme.Events.OnChallenge = _ => Task.CompletedTask
                )
            )
        );

    [Fact]
    public async Task Start_WithNothingGated_WarnsOfNothing()
    {
        var log = new RecordedLog();
        await using var host = await GateHost.StartAsync(
            _ => { },
            services => services.AddSingleton<ILoggerProvider>(log)
        );

        Assert.DoesNotContain(log.Warnings, IsOurs);
    }

    private static async Task<IReadOnlyList<string>> WarningsAsync(
        Action<IEndpointRouteBuilder>? map = null,
        Action<ProfileTwoFactorBuilder>? services = null
    )
    {
        var log = new RecordedLog();
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
                map?.Invoke(routes);
            },
            all =>
            {
                all.AddSingleton<ILoggerProvider>(log);
                services?.Invoke(all.AddProfileTwoFactor());
            }
        );
        return [.. log.Warnings.Where(IsOurs)];
    }

    private static bool IsOurs(string line) =>
        line.StartsWith("No endpoint serves", StringComparison.Ordinal);
}
