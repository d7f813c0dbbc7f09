using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;
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
        // The fallback serves what exists and is not in the manifest.
        var folder = Directory.CreateTempSubdirectory();
        foreach (var path in new[] { "late.js", "p/acme/late.js" })
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "late();");
        }

        using var files = new PhysicalFileProvider(folder.FullName);
        await using var host = await GateHost.StartAsync(routes =>
        {
            ((WebApplication)routes).Environment.WebRootFileProvider = files;
            routes.MapGroup("/p/{sid}").MapStaticAssets(Manifest).RequireProfileTwoFactor();
        });
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        foreach (var path in new[] { $"/p/acme/{Asset}", "/p/acme/late.js" })
        {
            var answer = await mei.GetAsync(path);
            Assert.True(
                answer.Code == "binding-required",
                $"{path}: {answer.StatusCode} {answer.Body}"
            );
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Assets_WithoutADecision_AreOneMistake()
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
