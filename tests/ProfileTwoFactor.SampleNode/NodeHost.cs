using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ProfileTwoFactor.SampleNode;

/// <summary>Starts and stops sites in this process on demand: compiling the sample again for each of them costs more than all their tests.</summary>
internal static class NodeHost
{
    private static readonly ConcurrentDictionary<string, IHost> Nodes = new();

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        await using var app = builder.Build();
        app.MapPost("/nodes", (string[] args) => TryStartAsync(args));
        app.MapDelete("/nodes", (string address) => StopAsync(address));
        await app.RunAsync();
    }

    private static async Task<IResult> TryStartAsync(string[] args)
    {
        try
        {
            return Results.Text(await StartAsync(args));
        }
        catch (Exception exception)
        {
            // What the program would say as it ends.
            return Results.Text(exception.ToString(), statusCode: 500);
        }
    }

    private static async Task<string> StartAsync(string[] args)
    {
        var run = new SiteRun(args);
        var ended = run.RunAside();
        var host = await run.Built;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = host
            .Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStarted.Register(started.SetResult);
        await (await Task.WhenAny(started.Task, ended));
        var address = host
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        Nodes[address] = host;
        return address;
    }

    private static async Task StopAsync(string address)
    {
        if (Nodes.TryRemove(address, out var host))
        {
            // What hangs in a node whose servers are gone must not hold the next test up.
            using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await host.StopAsync(hurry.Token);
        }
    }
}
