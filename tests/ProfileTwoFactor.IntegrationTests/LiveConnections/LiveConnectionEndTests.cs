using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.IntegrationTests.Passkeys;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections;

/// <summary>An open connection that says nothing is told why it ends, and ends.</summary>
public sealed class LiveConnectionEndTests
{
    private static readonly ToldReason Verify = new(
        "verification-required",
        "acme",
        "verify",
        "/two-factor/profiles/acme/verify"
    );
    private static readonly ToldReason Bind = new(
        "binding-required",
        "acme",
        "bind",
        "/two-factor/profiles/acme/bind"
    );
    private static readonly ToldReason NotAMember = new("not-a-member", "acme", null, null);

    [Theory]
    [InlineData("/live/acme", Transport.WebSockets)]
    [InlineData("/live/acme", Transport.ServerSentEvents)]
    [InlineData("/live/acme", Transport.LongPolling)]
    [InlineData("/passive/acme", Transport.WebSockets)]
    [InlineData("/passive/acme", Transport.ServerSentEvents)]
    [InlineData("/passive/acme", Transport.LongPolling)]
    [InlineData("/plain/acme", Transport.WebSockets)]
    [InlineData("/plain/acme", Transport.ServerSentEvents)]
    [InlineData("/plain/acme", Transport.LongPolling)]
    public async Task Connection_WhoseIdleWindowLapsed_GetsTheReasonAndIsClosed(
        string path,
        Transport transport
    )
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner, path, transport);
        host.Clock.Advance(TimeSpan.FromHours(25));

        await host.CheckConnectionsAsync();

        Assert.Equal(Verify, await line.EndAsync());
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Connection_OfARemovedMember_GetsTheReasonAndIsClosed(Transport transport)
    {
        await using var host = await LiveHosts.StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark, transport: transport);
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckConnectionsAsync();

        Assert.Equal(NotAMember, await line.EndAsync());
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Connection_FromBeforeTheProfileWasSwitchedOn_IsClosedAtOnce(
        Transport transport
    )
    {
        await using var host = await LiveHosts.StartAsync();
        var mark = await host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark, transport: transport);
        Assert.Equal(("clicks", null), await line.InvokeAsync("Show"));

        await host.EnableAsync();

        Assert.Equal(Bind, await line.EndAsync());
    }

    [Fact]
    public async Task Connection_OfAMemberTheOwnerResets_IsClosedAtOnce()
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark);

        var answer = await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        Assert.Equal(204, answer.StatusCode);
        Assert.Equal(Bind, await line.EndAsync());
    }

    [Fact]
    public async Task Connection_OfAnotherBrowserWhenTheAuthenticatorIsReplaced_IsClosedAtOnce()
    {
        await using var host = await LiveHosts.StartAsync();
        await host.EnableAsync();
        var (laptop, app) = await host.BindAsync("mark");
        var phone = await host.BrowserAsync("mark");
        host.Clock.NextStep();
        Assert.Equal(200, (await phone.VerifyAsync(app.CurrentCode())).StatusCode);
        await using var line = await HubLine.ConnectAsync(host, phone);

        var replacement = await laptop.BeginAsync(call: "replace");
        var answer = await laptop.ProfilePostAsync(
            "acme",
            "bind",
            new { code = replacement.CurrentCode() }
        );

        Assert.True(answer.StatusCode == 200, answer.Body);
        Assert.Equal(Verify, await line.EndAsync());
    }

    [Fact]
    public async Task Connection_OfAnActiveBrowser_EndsWithTheAbsoluteLifetime()
    {
        await using var host = await LiveHosts.StartAsync(package =>
            package.WindowLifetime = TimeSpan.FromDays(20)
        );
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner);
        for (var i = 0; i < 2; i++)
        {
            host.Clock.Advance(TimeSpan.FromDays(14));
            Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
            await host.CheckConnectionsAsync();
            Assert.Equal(("clicks", null), await line.InvokeAsync("Show"));
        }

        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.CheckConnectionsAsync();

        Assert.Equal(Verify, await line.EndAsync());
    }

    [Fact]
    public async Task Connection_AfterANewPassword_IsClosed()
    {
        await using var host = await LiveHosts.StartAsync();
        host.Directory.AddMember("acme", "mark", securityStamp: "first");
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark);
        host.Directory.AddMember("acme", "mark", securityStamp: "second");

        await host.CheckConnectionsAsync();

        Assert.Equal(Verify, await line.EndAsync());
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.LongPolling)]
    public async Task Connection_WhoseSignInEnded_IsClosedAlsoWhereTwoFactorIsOff(
        Transport transport
    )
    {
        await using var host = await LiveHosts.StartAsync(authentication: services =>
            services
                .AddAuthentication()
                .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromHours(1))
        );
        var mark = await host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark, transport: transport);
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        await host.CheckConnectionsAsync();
        Assert.Equal(1, host.ConnectionCount());

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.CheckConnectionsAsync();

        Assert.Equal(new ToldReason("sign-in-required", "acme", null, null), await line.EndAsync());
    }

    [Fact]
    public async Task Connection_AtSignOutThatClosesWindows_IsClosedAtOnce()
    {
        await using var host = await LiveHosts.StartAsync(package =>
            package.CloseWindowsAtSignOut = true
        );
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner);

        using (var scope = host.App.Services.CreateScope())
        {
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            context.Request.Headers.Cookie = owner.Cookies.GetCookieHeader(
                new Uri("https://localhost/")
            );
            await scope
                .ServiceProvider.GetRequiredService<ProfileTwoFactor.Windows.BrowserWindows>()
                .CloseAllAsync(context);
        }

        Assert.Equal(Verify, await line.EndAsync());
    }

    [Theory]
    [InlineData("one", Transport.WebSockets)]
    [InlineData("one", Transport.LongPolling)]
    [InlineData("others", Transport.ServerSentEvents)]
    [InlineData("member", Transport.WebSockets)]
    [InlineData("all", Transport.WebSockets)]
    public async Task Connection_OfABrowserThatWasEnded_IsClosedAtOnce_AndTheCallersOwnIsNot(
        string way,
        Transport transport
    )
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (laptop, app) = await host.BindAsync("mark");
        var phone = await host.BrowserAsync("mark");
        host.Clock.NextStep();
        Assert.Equal(200, (await phone.VerifyAsync(app.CurrentCode())).StatusCode);
        var caller = way is "member" or "all" ? owner : laptop;
        await using var line = await HubLine.ConnectAsync(host, phone, transport: transport);
        await using var own = await HubLine.ConnectAsync(host, caller);

        var answer = way switch
        {
            "one" => await laptop.EndAsync(
                (await phone.WindowsAsync())[0].GetProperty("id").GetString()
            ),
            "others" => await laptop.EndAsync(),
            "member" => await owner.ProfilePostAsync(
                "acme",
                "windows/revoke",
                new { memberId = "acme-mark" }
            ),
            _ => await owner.ProfilePostAsync("acme", "windows/revoke"),
        };

        Assert.Equal(204, answer.StatusCode);
        Assert.Equal(Verify, await line.EndAsync());
        await host.CheckConnectionsAsync();
        Assert.Equal(("clicks", null), await own.InvokeAsync("Show"));
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Connection_WhoseWindowIsLongerThanANewRuleAllows_IsClosedAtOnce(
        Transport transport
    )
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, app) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark, "/passive/acme", transport);
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(200, (await owner.VerifyAsync(app.Code())).StatusCode);
        await using var own = await HubLine.ConnectAsync(host, owner);

        Assert.Equal(200, (await owner.PolicyAsync(new { window = 600 })).StatusCode);

        Assert.Equal(Verify, await line.EndAsync());
        await host.CheckConnectionsAsync();
        Assert.Equal(("clicks", null), await own.InvokeAsync("Show"));
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Connection_WhoseWindowAKindOpenedThatANewRuleExcludes_IsClosedAtOnce(
        Transport transport
    )
    {
        await using var host = await LiveHosts.StartAsync(services: services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        var (owner, _) = await host.EnableAsync();
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(key)).StatusCode);
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark, "/passive/acme", transport);
        await using var own = await HubLine.ConnectAsync(host, owner);

        string[] passkeys = ["passkey"];
        var rule = await owner.PolicyAsync(new { allowedAuthenticators = passkeys });

        Assert.Equal(200, rule.StatusCode);
        Assert.Equal(Bind, await line.EndAsync());
        await host.CheckConnectionsAsync();
        Assert.Equal(("clicks", null), await own.InvokeAsync("Show"));
    }

    [Fact]
    public async Task Stream_WhoseWindowIsLongerThanANewRuleAllows_EndsOnTheServerToo()
    {
        var probe = new HubProbe();
        await using var host = await LiveHosts.StartAsync(probe: probe);
        var (owner, app) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark);
        await line.StreamAsync("Stream");
        Assert.Contains("\"item\":0", await line.ReceiveAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(200, (await owner.VerifyAsync(app.Code())).StatusCode);

        Assert.Equal(200, (await owner.PolicyAsync(new { window = 600 })).StatusCode);

        Assert.Equal(Verify, await line.EndAsync());
        await probe.StreamEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Stream_OfARemovedMember_EndsOnTheServerToo()
    {
        var probe = new HubProbe();
        await using var host = await LiveHosts.StartAsync(probe: probe);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark);
        await line.StreamAsync("Stream");
        Assert.Contains("\"item\":0", await line.ReceiveAsync());
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckConnectionsAsync();

        Assert.Equal(NotAMember, await line.EndAsync());
        await probe.StreamEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Interval_WithoutARequestForACheck_FindsARemovedMember()
    {
        var interval = TimeSpan.FromMinutes(1);
        await using var host = await LiveHosts.StartAsync(interval: interval);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark);
        host.Directory.RemoveMember("acme", "mark");

        host.Clock.Advance(interval);

        Assert.Equal(NotAMember, await line.EndAsync());
    }
}
