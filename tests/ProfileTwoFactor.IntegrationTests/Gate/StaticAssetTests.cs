using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary><c>MapStaticAssets</c> with a manifest that a build made, fallback for files that it does not know included.</summary>
public sealed class StaticAssetTests
{
    private const string Asset = "_content/ProfileTwoFactor.UI/api.js";

    private static readonly string Manifest = Path.Combine(
        AppContext.BaseDirectory,
        "ProfileTwoFactor.IntegrationTests.staticwebassets.endpoints.json"
    );

    [Fact]
    public async Task Assets_ThatAreGated_AndTheFrameworksFallbackBesideThem_AskTheGate()
    {
        await using var host = await GateHost.StartAsync(routes =>
            routes.MapGroup("/p/{sid}").MapStaticAssets(Manifest).RequireProfileTwoFactor()
        );
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var mei = await host.BrowserAsync("mei");

        foreach (var path in new[] { $"/p/acme/{Asset}", "/p/acme/not-in-the-manifest.js" })
        {
            Assert.Equal("binding-required", (await mei.GetAsync(path)).Code);
        }

        Assert.Equal(200, (await mark.GetAsync($"/p/acme/{Asset}")).StatusCode);
        Assert.Equal(404, (await mark.GetAsync("/p/acme/not-in-the-manifest.js")).StatusCode);
    }

    [Fact]
    public async Task Assets_ThatNobodyDecidedAbout_AreOneMistake()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(routes =>
                routes.MapGroup("/p/{sid}").MapStaticAssets(Manifest)
            );
        });

        var line = Assert.Single(
            refused.Message.Split(Environment.NewLine),
            text => text.StartsWith("- ", StringComparison.Ordinal)
        );
        Assert.Contains("'/p/{sid}/…' (MapStaticAssets)", line);
    }
}
