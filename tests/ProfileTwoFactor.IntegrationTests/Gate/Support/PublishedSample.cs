using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>What <c>dotnet publish</c> makes of the sample that the tests were built with: its static files, compressed as well, and the list of their endpoints.</summary>
public sealed class PublishedSample : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("published-");

    public string Manifest =>
        Path.Combine(_folder.FullName, "HeatmapSite.staticwebassets.endpoints.json");

    public string WebRoot => Path.Combine(_folder.FullName, "wwwroot");

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Metadata("SampleFolder"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in new[]
            {
                "publish",
                "--no-build",
                "--configuration",
                Metadata("SampleConfiguration"),
                "--output",
                _folder.FullName,
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        // The test runner's own settings for MSBuild are not for another one.
        foreach (
            var name in start
                .Environment.Keys.Where(key =>
                    key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
                )
                .ToArray()
        )
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"dotnet publish: {output}{await errors}");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Each file under each name it is served by, with each of its entity tags.</summary>
    public async Task<IReadOnlyList<PublishedAsset>> ReadAsync()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Manifest));
        return
        [
            .. manifest
                .RootElement.GetProperty("Endpoints")
                .EnumerateArray()
                .Select(endpoint => new PublishedAsset(
                    endpoint.GetProperty("Route").GetString()!,
                    endpoint
                        .GetProperty("Selectors")
                        .EnumerateArray()
                        .Select(selector => selector.GetProperty("Value").GetString())
                        .FirstOrDefault(),
                    endpoint
                        .GetProperty("ResponseHeaders")
                        .EnumerateArray()
                        .First(header => header.GetProperty("Name").GetString() == "ETag")
                        .GetProperty("Value")
                        .GetString()!
                )),
        ];
    }

    private static string Metadata(string key) =>
        typeof(PublishedSample)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}

/// <param name="Route">The path it is served by.</param>
/// <param name="Encoding">The content encoding that leads to it, or null.</param>
/// <param name="EntityTag">What a browser that has it already sends.</param>
public sealed record PublishedAsset(string Route, string? Encoding, string EntityTag);
