#region VerifiedClient
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ProfileTwoFactor;
using ProfileTwoFactor.Testing;
using Xunit;

public sealed class ReportTests(WebApplicationFactory<Program> shop)
    : IClassFixture<WebApplicationFactory<Program>>
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly string _database = $"Data Source={Path.GetTempFileName()}";

    [Fact]
    public async Task Reports_AfterADayWithoutUse_AskForACode()
    {
        await using var host = shop.WithWebHostBuilder(builder =>
            builder
                .UseSetting("ConnectionStrings:Shop", _database)
                .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock))
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
    public void Endpoints_ThatNameAProfile_AreGated()
    {
        using var host = shop.WithWebHostBuilder(builder =>
            builder.UseSetting("ConnectionStrings:Shop", _database)
        );
        Assert.Empty(ProfileEndpoints.NotGated(host.Services));
    }

    private static async Task SignInAsync(HttpClient client, string user)
    {
        var answer = await client.PostAsync($"/sign-in/{user}", content: null);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
#endregion
