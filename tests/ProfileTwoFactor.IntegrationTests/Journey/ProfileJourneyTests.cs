using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Journey;

/// <summary>The main job, end to end over HTTP.</summary>
public sealed class ProfileJourneyTests
{
    [Fact]
    public async Task Owner_EnablesWithOneCode_IsBoundAndVerifiedAndMembersAreStopped()
    {
        await using var host = await GateHost.StartAsync();
        var mark = await host.BrowserAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/p/acme")).Status);

        var (owner, _) = await host.EnableAsync();

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
        var status = (await owner.StatusAsync()).Json;
        Assert.True(status.GetProperty("enabled").GetBoolean());
        Assert.Equal("verified", status.GetProperty("you").GetProperty("state").GetString());

        // A session that already existed is challenged at its next request.
        var stopped = await mark.GetAsync("/p/acme");
        Assert.Equal((401, "binding-required"), (stopped.StatusCode, stopped.Code));
        Assert.Equal("olivia@example.com", stopped.Json.GetProperty("ownerEmail").GetString());
        Assert.Equal("bind", stopped.Json.GetProperty("action").GetString());
        Assert.Equal(
            "/two-factor/profiles/acme/bind",
            stopped.Json.GetProperty("actionUrl").GetString()
        );
    }

    [Fact]
    public async Task Member_BindsAndComesBackInAnotherBrowser_IsAskedForACodeThere()
    {
        await using var host = await GateHost.StartAsync();
        await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/p/acme")).Status);

        var second = await host.BrowserAsync("mark");
        Assert.Equal("verification-required", (await second.GetAsync("/p/acme")).Code);
        host.Clock.NextStep();
        var verified = await second.VerifyAsync(app.CurrentCode());

        Assert.Equal(HttpStatusCode.OK, verified.Status);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task Owner_DisablesAndEnablesAgain_EveryoneBindsAgain()
    {
        await using var host = await GateHost.StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, oldApp) = await host.BindAsync("mark");

        Assert.Equal(HttpStatusCode.OK, (await owner.ProfilePostAsync("acme", "disable")).Status);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/p/acme")).Status);
        var other = await host.BrowserAsync("mei");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/p/acme")).Status);

        host.Clock.NextStep();
        await owner.EnableAsync();

        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
        Assert.Equal("not-bound", (await mark.VerifyAsync(oldApp.CurrentCode())).Code);
    }

    [Fact]
    public async Task Window_WithoutActiveRequests_LapsesAfterItsLengthAndIsExtendedByEachActiveOne()
    {
        await using var host = await GateHost.StartAsync();
        var (owner, app) = await host.EnableAsync();

        for (var hour = 0; hour < 3; hour++)
        {
            host.Clock.Advance(TimeSpan.FromHours(23));
            Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
        }

        host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("verification-required", (await owner.GetAsync("/p/acme")).Code);
        Assert.Equal(HttpStatusCode.OK, (await owner.VerifyAsync(app.CurrentCode())).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
    }
}
