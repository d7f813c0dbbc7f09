using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.IntegrationTests.Tenants;

/// <summary>The same profile, member and user ids in two tenants with a database each.</summary>
public sealed class TenantDecisionTests
{
    private const string One = "one.test";
    private const string Two = "two.test";

    private static readonly OperatorAction Action = new()
    {
        OperatorId = "support-1",
        OperatorName = "sam@example.com",
        Reason = "asked by phone",
    };

    [Fact]
    public async Task Decision_OfOneTenant_CountsForNoOther()
    {
        await using var site = await StartAsync();
        var owner = await site.BrowserAsync(One, "olivia");
        await owner.EnableAsync();
        var first = await site.BrowserAsync(One, "mark");
        var second = await site.BrowserAsync(Two, "mark");

        var answers = new[]
        {
            await first.GetAsync("/p/acme"),
            await second.GetAsync("/p/acme"),
            await first.GetAsync("/p/acme"),
        };

        Assert.Equal([401, 200, 401], answers.Select(answer => answer.StatusCode));
    }

    /// <summary>By a token the caller has in both tenants; cookies stay with their host name.</summary>
    [Fact]
    public async Task Verification_InOneTenant_OpensNoOther()
    {
        await using var site = await StartAsync();
        var first = await site.BrowserAsync(One, "olivia");
        await first.EnableAsync();
        var second = await site.BrowserAsync(Two, "olivia");
        await second.EnableAsync();
        Assert.Equal(200, (await first.GetAsync("/p/acme")).StatusCode);

        var copied = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        copied.Headers.Add("Cookie", first.Cookies.GetCookieHeader(new Uri($"https://{One}/")));

        Assert.Equal("verification-required", (await second.SendAsync(copied)).Code);
    }

    [Fact]
    public async Task WindowCookies_OfTwoTenants_HaveNamesOfTheirOwn()
    {
        await using var site = await StartAsync();
        var names = new List<string>();
        foreach (var tenant in new[] { One, Two })
        {
            var owner = await site.BrowserAsync(tenant, "olivia");
            await owner.EnableAsync();
            names.AddRange(
                owner
                    .Cookies.GetCookies(new Uri($"https://{tenant}/"))
                    .Select(cookie => cookie.Name)
                    .Where(name => name.Contains(".ProfileTwoFactor.W.", StringComparison.Ordinal))
            );
        }

        Assert.Equal(2, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Database_OfOneTenantThatIsDown_LeavesTheOthersAlone()
    {
        await using var site = await StartAsync();
        var first = await site.BrowserAsync(One, "mark");
        var second = await site.BrowserAsync(Two, "mark");
        site.Remove(One);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(503, (await first.GetAsync("/p/acme")).StatusCode);
        }

        Assert.Equal(200, (await second.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Resolver_ThatThrows_LetsNoCallerIn()
    {
        await using var site = await TenantSite.StartAsync(
            Tenancy.HostName,
            package =>
                package.TenantResolver = context =>
                    context.Request.Host.Host == Two
                        ? throw new InvalidOperationException("No such tenant.")
                        : context.Request.Host.Host
        );
        var first = await site.BrowserAsync(One, "mark");
        var second = await site.BrowserAsync(Two, "mark");

        Assert.Equal(200, (await first.GetAsync("/p/acme")).StatusCode);
        Assert.Equal("two-factor-unavailable", (await second.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Operator_OutsideARequest_ActsInTheTenantThatIsNamed_AndNowhereElse()
    {
        await using var site = await StartAsync();
        foreach (var tenant in new[] { One, Two })
        {
            await (await site.BrowserAsync(tenant, "olivia")).EnableAsync();
        }

        var staff = site.Host.App.Services.GetRequiredService<ITwoFactorOperator>();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            staff.SwitchProfileOffAsync("acme", Action)
        );
        var result = await staff.SwitchProfileOffAsync("acme", Action with { Tenant = One });

        Assert.True(result.Succeeded);
        var first = await site.BrowserAsync(One, "mark");
        var second = await site.BrowserAsync(Two, "mark");
        Assert.Equal(200, (await first.GetAsync("/p/acme")).StatusCode);
        Assert.Equal(401, (await second.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Sweeper_OfAnEndedEpoch_WorksInThatTenantsDatabase()
    {
        await using var site = await StartAsync();
        var owner = await site.BrowserAsync(One, "olivia");
        await owner.EnableAsync();
        Assert.Equal(200, (await owner.ProfilePostAsync("acme", "disable")).StatusCode);

        await site
            .Host.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .OfType<RetiredEpochSweeper>()
            .Single()
            .SweepAsync(TwoFactorScope.Profile("acme").InTenant(One), CancellationToken.None);

        await using var rows = site.Open(One);
        Assert.Empty(
            await rows.Set<ProfileTwoFactor.EntityFrameworkCore.TwoFactorBindingEntity>()
                .Where(row => row.ScopeId == "acme" && row.BindingId != null)
                .ToListAsync()
        );
    }

    private static Task<TenantSite> StartAsync() =>
        TenantSite.StartAsync(
            Tenancy.Accessor,
            package => package.TenantResolver = context => context.Request.Host.Host
        );
}
