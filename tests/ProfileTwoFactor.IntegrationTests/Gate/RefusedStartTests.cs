using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>A refused start is about the mistake, and not about the package's own services that end with it.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task RefusedStart_OverAnUngatedRoute_LogsNoFailureOfABackgroundService()
    {
        var log = new RecordedLog();
        var builder = PlainHost.Create("Development", log);
        builder.Services.AddSingleton<IProfileDirectory>(TestDirectory.Seeded());
        builder.Services.AddProfileTwoFactor().AddInMemoryStores().AddMail();
        var app = builder.Build();
        app.MapGet("/p/{sid}", () => "open");
        var services = app
            .Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .ToList();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        await app.DisposeAsync();

        Assert.Equal(3, services.Count);
        foreach (var service in services)
        {
            // An exception would be reported as a failure of the service.
            await service.ExecuteTask!.WaitAsync(GateHost.Patience);
        }

        Assert.DoesNotContain(log.Warnings, line => line.Contains("BackgroundService"));
    }
}
