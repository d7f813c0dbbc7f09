using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Sample;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Testing;

/// <summary>What the testing package gives to app teams, used on the sample as they would.</summary>
public sealed class TestingPackageTests
{
    [Fact]
    public async Task Client_ThatIsEnabledBoundOrVerified_GetsIn_AndOthersDoNot()
    {
        await using var site = new SampleSite();
        var olivia = site.CreateTwoFactorClient();
        await SignInAsync(olivia, "olivia");
        await olivia.EnableTwoFactorAsync("acme", site.Clock);
        var mark = await site.CreateVerifiedClientAsync("acme", c => SignInAsync(c, "mark"));
        var mei = site.CreateTwoFactorClient();
        await SignInAsync(mei, "mei");
        var app = await mei.BindTwoFactorAsync("acme", site.Clock);
        var meisOther = site.CreateTwoFactorClient();
        await SignInAsync(meisOther, "mei");

        Assert.Equal(HttpStatusCode.Unauthorized, await HeatmapsAsync(meisOther));
        await meisOther.VerifyTwoFactorAsync("acme", app);

        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(olivia));
        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(mark));
        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(mei));
        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(meisOther));
    }

    [Fact]
    public async Task Refusal_NamesTheCallAndTheAnswer()
    {
        await using var site = new SampleSite();
        var mark = site.CreateTwoFactorClient();
        await SignInAsync(mark, "mark");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() =>
            mark.EnableTwoFactorAsync("acme", site.Clock)
        );

        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
        Assert.Contains("not-owner", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_OfTheSample_AreAllGated()
    {
        await using var site = new SampleSite();
        _ = site.Server;

        Assert.Empty(ProfileEndpoints.NotGated(site.Services));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task InMemoryStores_InPlaceOfTheApps_KeepNothingInItsDatabase(string environment)
    {
        await using var site = new SampleSite
        {
            EnvironmentName = environment,
            Replace = services => services.UseInMemoryTwoFactorStores(),
        };
        var olivia = site.CreateTwoFactorClient();
        await SignInAsync(olivia, "olivia");

        await olivia.EnableTwoFactorAsync("acme", site.Clock);

        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(olivia));
        Assert.IsType<InMemoryPolicyStore>(
            Assert.Single(site.Services.GetServices<IPolicyStore>())
        );
        Assert.IsType<InMemorySecretStore>(
            Assert.Single(site.Services.GetServices<ISecretStore>())
        );
        Assert.Empty(site.Services.GetServices<INotificationStore>());
    }

    private static Task SignInAsync(HttpClient client, string name) =>
        client.PostAsJsonAsync(
            "/api/session",
            new { email = $"{name}@example.com", password = SampleSite.Password }
        );

    private static async Task<HttpStatusCode> HeatmapsAsync(HttpClient client) =>
        (await client.GetAsync("/api/p/acme/heatmaps")).StatusCode;
}
