using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Tenants;

/// <summary>A database for each tenant, and another one outside requests, where two-factor authentication is off. What the watcher of open connections reads there must admit no one.</summary>
public sealed class TenantConnectionTests
{
    public static TheoryData<Tenancy, Transport> Hosts =>
        new()
        {
            { Tenancy.HostName, Transport.WebSockets },
            { Tenancy.HostName, Transport.ServerSentEvents },
            { Tenancy.HostName, Transport.LongPolling },
            { Tenancy.Ambient, Transport.WebSockets },
            { Tenancy.Ambient, Transport.ServerSentEvents },
            { Tenancy.Ambient, Transport.LongPolling },
        };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_member_who_never_bound_is_not_let_in_by_an_open_connection(
        Tenancy tenancy,
        Transport transport
    )
    {
        await using var site = await TenantSite.StartAsync(tenancy);
        var mark = await site.Host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(site.Host, mark, transport: transport);

        await site.Host.EnableAsync();
        await site.Host.CheckConnectionsAsync();

        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_member_who_was_reset_is_not_let_in_by_an_open_connection(
        Tenancy tenancy,
        Transport transport
    )
    {
        await using var site = await TenantSite.StartAsync(tenancy);
        var (owner, _) = await site.Host.EnableAsync();
        var (mark, _) = await site.Host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(site.Host, mark, transport: transport);

        var answer = await owner.ProfilePostAsync("acme", "members/acme-mark/reset");
        await site.Host.CheckConnectionsAsync();

        Assert.Equal(204, answer.StatusCode);
        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task A_connection_is_asked_about_in_its_own_tenant(Transport transport)
    {
        await using var site = await TenantSite.StartAsync(Tenancy.HostName);
        var mark = await site.Host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(site.Host, mark, transport: transport);

        await site.Host.EnableAsync();

        Assert.Equal("binding-required", (await line.EndAsync()).Code);
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.LongPolling)]
    public async Task A_call_over_a_connection_is_decided_in_its_own_tenant_and_for_that_connection_alone(
        Transport transport
    )
    {
        await using var site = await TenantSite.StartAsync(
            Tenancy.HostName,
            package => package.TenantResolver = context => context.Request.Host.Host
        );
        var mark = await site.Host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(site.Host, mark, transport: transport);

        Assert.Equal(("clicks", null), await line.InvokeAsync("Show"));
        await site.Host.EnableAsync();
        await site.Host.CheckConnectionsAsync();

        Assert.Equal("binding-required", (await line.EndAsync()).Code);
        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.LongPolling)]
    public async Task A_connection_whose_tenant_is_no_longer_known_is_closed_and_the_log_says_why(
        Transport transport
    )
    {
        var log = new RecordedLog();
        await using var site = await TenantSite.StartAsync(
            Tenancy.Ambient,
            // Knows the tenant within the request and in what flows from it, and nowhere else.
            package => package.TenantResolver = _ => TenantSite.Ambient.Value,
            services => services.AddSingleton<ILoggerProvider>(log)
        );
        var mark = await site.Host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(site.Host, mark, transport: transport);

        await site.Host.CheckConnectionsAsync();
        Assert.Equal(1, site.Host.ConnectionCount());
        site.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.Host.CheckConnectionsAsync();

        Assert.Equal("two-factor-unavailable", (await line.EndAsync()).Code);
        Assert.Contains(
            log.Warnings,
            line => line.Contains("TenantResolver", StringComparison.Ordinal)
        );
        Assert.Contains(
            log.Warnings,
            line => line.StartsWith("Open connections are closed", StringComparison.Ordinal)
        );
    }

    /// <summary>A context that throws without a request, which the watcher, the sweeper and the mails all meet.</summary>
    [Fact]
    public async Task Background_work_that_fails_shuts_no_request_out()
    {
        await using var site = await TenantSite.StartAsync(
            Tenancy.Ambient,
            package => package.DecisionLifetime = TimeSpan.Zero
        );
        var lines = new List<HubLine>();
        var mark = await site.Host.BrowserAsync("mark");
        for (var i = 0; i < 12; i++)
        {
            lines.Add(await HubLine.ConnectAsync(site.Host, mark));
        }

        site.Remove("outside");
        await site.Host.CheckConnectionsAsync();

        Assert.Equal(200, (await mark.GetAsync("/p/acme")).StatusCode);
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }
    }
}
