using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace Shop.Testing;

#region VerifiedClient
public sealed class ReportTests(WebApplicationFactory<Program> shop)
    : IClassFixture<WebApplicationFactory<Program>>
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Reports_AfterADayWithoutUse_AskForACode()
    {
        await using var host = shop.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock))
        );
        var owner = host.CreateTwoFactorClient();
        await SignInAsync(owner, "olivia");
        await owner.EnableTwoFactorAsync("acme", _clock);
        var mark = await host.CreateVerifiedClientAsync("acme", c => SignInAsync(c, "mark"));
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/p/acme/reports")).StatusCode);

        _clock.Advance(TimeSpan.FromHours(25));

        var late = await mark.GetAsync("/p/acme/reports");
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public void Endpoints_ThatNameAProfile_AreGatedButForTheLogo()
    {
        Assert.Equal(["GET /p/{sid}/logo"], ProfileEndpoints.NotGated(shop.Services));
    }

    private static Task SignInAsync(HttpClient client, string user) =>
        client.PostAsync($"/sign-in/{user}", content: null);
}
#endregion

public sealed class Program;
