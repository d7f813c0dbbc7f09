using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>The sample's own program, without the test nodes' Redis client.</summary>
public sealed class RedisClientTests
{
    [Fact]
    public async Task Sample_WithRedisAndABuildWithoutItsClient_SaysWhatToDo_AndStartsWithoutRedis()
    {
        var folder = Directory.CreateTempSubdirectory("ptf-sample-").FullName;
        try
        {
            var settings = new Dictionary<string, string>
            {
                ["ConnectionStrings:Redis"] = "127.0.0.1:1",
                ["DataProtection:KeysPath"] = Path.Combine(folder, "keys"),
            };
            using (var refused = await StartAsync(folder, settings))
            {
                await Eventually.TrueAsync(
                    () => Task.FromResult(refused.HasExited),
                    "the sample has refused to start",
                    seconds: 60
                );
                // Its last lines are read by another thread, which may come after the end of the process.
                await Eventually.TrueAsync(
                    () =>
                        Task.FromResult(
                            refused.Output.Contains("-p:Redis=true", StringComparison.Ordinal)
                        ),
                    "it has said what to do",
                    seconds: 10
                );
            }

            settings.Remove("ConnectionStrings:Redis");
            using var started = await StartAsync(folder, settings);
            await Eventually.TrueAsync(
                () =>
                    Task.FromResult(
                        started.Output.Contains("Now listening on", StringComparison.Ordinal)
                    ),
                "the sample starts without Redis",
                seconds: 60
            );
            // One node alone in Production: both warnings, each once.
            Assert.Equal(1, Count(started.Output, "are kept in the memory of this process"));
            Assert.Equal(1, Count(started.Output, "Data Protection keys are kept in the folder"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<ServerProcess> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string> settings
    ) =>
        ServerProcess.StartAsync(
            folder,
            [
                "dotnet",
                SampleNode.BuiltProgram("samples/HeatmapSite", "HeatmapSite"),
                $"--contentRoot={Path.Combine(SampleNode.Checkout, "samples/HeatmapSite")}",
            ],
            SampleNode.SettingsFor(folder, settings)
        );

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
