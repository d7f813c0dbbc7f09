using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.Machines;

/// <summary>Connections and long answers of machines end with what admitted them.</summary>
public sealed class MachineConnectionTests
{
    private static readonly ToldReason Denied = new("machine-caller-denied", "acme", null, null);
    private readonly TestMachineCallers _callers = new();

    [Fact]
    public async Task Hub_OfAKey_EndsWhenTheValueChanges()
    {
        await using var host = await StartLiveAsync();
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var machine = await MachineAsync(host, "k1:mei");
        await using var line = await HubLine.ConnectAsync(host, machine);

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "deny" }));

        Assert.Equal(Denied, await line.EndAsync());
    }

    [Fact]
    public async Task Hub_OfAKey_EndsWhenTheCreatorIsReset()
    {
        await using var host = await StartLiveAsync();
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        AnswerAssert.Ok(
            await owner.PolicyAsync(new { machineCallers = "allow-while-creator-bound" })
        );
        var machine = await MachineAsync(host, "k1:mark");
        await using var line = await HubLine.ConnectAsync(host, machine);

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        Assert.Equal(Denied, await line.EndAsync());
    }

    [Fact]
    public async Task Hub_OfAKey_EndsWhenTheCreatorIsRemoved()
    {
        _callers.Rewrite = caller =>
            caller is null ? null : caller with { CreatorMemberId = "acme-mark" };
        await using var host = await StartLiveAsync();
        host.Directory.AddMember("acme", "service");
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        AnswerAssert.Ok(
            await owner.PolicyAsync(new { machineCallers = "allow-while-creator-bound" })
        );
        var machine = await MachineAsync(host, "k1:service");
        await using var line = await HubLine.ConnectAsync(host, machine);
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckConnectionsAsync();

        Assert.Equal(Denied, await line.EndAsync());
    }

    [Fact]
    public async Task Hub_OfAKey_StaysWhileItIsAdmitted_AndItsMethodsAreGatedAsWell()
    {
        await using var host = await StartLiveAsync();
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var machine = await MachineAsync(host, "k1:mei");
        await using var line = await HubLine.ConnectAsync(host, machine);

        await host.CheckConnectionsAsync();

        Assert.Equal(("clicks", null), await line.InvokeAsync("ShowGated"));
        Assert.Equal(1, host.ConnectionCount());
    }

    [Fact]
    public async Task HubMethod_ThatRequiresTheMembersOwnProof_RefusesAKey()
    {
        await using var host = await StartLiveAsync();
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var machine = await MachineAsync(host, "k1:mei");
        await using var line = await HubLine.ConnectAsync(host, machine);

        var (result, error) = await line.InvokeAsync("ShowOwn");

        Assert.Null(result);
        Assert.Contains("user is unauthorized", error, StringComparison.Ordinal);
        Assert.Equal(("clicks", null), await line.InvokeAsync("ShowGated"));
    }

    /// <summary>What was remembered of the profile at the opening says nothing of who opened it.</summary>
    [Fact]
    public async Task LongAnswer_OfASessionWithAKey_ThatWasOpenedWhileItWasOff_EndsWhenItIsOn()
    {
        var ticker = new Ticker();
        await using var host = await TickerHosts.StartAsync(
            ticker,
            services: all => MachineHosts.AddCallers(all, _callers),
            authentication: MachineHosts.Authenticate
        );
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Ok(await (await MachineAsync(host, "k2:mei")).GetAsync("/p/acme"));
        var mei = await host.BrowserAsync("mei");
        AddKey(host, mei, "k1:mei");
        using var read = await OpenRead.OpenAsync(host, mei, "/download/acme");

        host.Clock.NextStep();
        await owner.EnableAsync();
        await host.CheckAnswersAsync();

        Assert.True((await read.ReadToEndAsync()).CutOff);
    }

    [Fact]
    public async Task LongAnswer_OfAKey_EndsWhenTheValueChanges()
    {
        var ticker = new Ticker();
        await using var host = await TickerHosts.StartAsync(
            ticker,
            services: all => MachineHosts.AddCallers(all, _callers),
            authentication: MachineHosts.Authenticate
        );
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var machine = await MachineAsync(host, "k1:mei");
        using var read = await OpenRead.OpenAsync(host, machine, "/download/acme");
        await host.CheckAnswersAsync();

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "deny" }));

        var (items, cutOff) = await read.ReadToEndAsync();
        Assert.True(cutOff);
        Assert.DoesNotContain("second", items);
    }

    /// <summary>A person with a key beside the session stays a person for as long as the answer is written.</summary>
    [Fact]
    public async Task LongAnswer_OfASessionWithAKey_EndsWithTheWindow()
    {
        var ticker = new Ticker();
        await using var host = await TickerHosts.StartAsync(
            ticker,
            services: all => MachineHosts.AddCallers(all, _callers),
            authentication: MachineHosts.Authenticate
        );
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        AddKey(host, owner, "k1:olivia");
        using var read = await OpenRead.OpenAsync(host, owner, "/download/acme");
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();

        Assert.True((await read.ReadToEndAsync()).CutOff);
    }

    private Task<GateHost> StartLiveAsync() =>
        LiveHosts.StartAsync(
            services: all => MachineHosts.AddCallers(all, _callers),
            authentication: MachineHosts.Authenticate
        );

    private static async Task<Browser> MachineAsync(GateHost host, string key)
    {
        var machine = await host.BrowserAsync();
        AddKey(host, machine, key);
        return machine;
    }

    private static void AddKey(GateHost host, Browser browser, string key)
    {
        var address = host.Addresses is [var first, ..] ? first : new Uri("https://localhost/");
        browser.Cookies.Add(
            address,
            new Cookie(KeyHandler.Cookie, key.Replace(':', '.')) { Path = "/" }
        );
    }
}
