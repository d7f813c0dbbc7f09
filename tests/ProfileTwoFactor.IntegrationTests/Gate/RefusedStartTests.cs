using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.Infrastructure;
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

    [Fact]
    public async Task Service_ThatIsThrownAwayBeforeItBegan_EndsQuietly()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        using var service = new WaitingService();

        // Never begun, in the one way that is the same on every machine.
        await service.StartAsync(canceled.Token);
        await service.ExecuteTask!.WaitAsync(GateHost.Patience);

        Assert.False(service.Began);
    }

    [Fact]
    public async Task Service_WhoseDependenciesAreDisposedOfBeforeItHasEnded_EndsQuietly()
    {
        var service = new WaitingService { MeetsWhatIsDisposedOf = true };
        await service.StartAsync(CancellationToken.None);

        // As after a refused start, where nothing waits for it.
        service.Dispose();

        await service.ExecuteTask!.WaitAsync(GateHost.Patience);
    }

    [Fact]
    public async Task Service_WhoseOwnWorkIsCanceled_EndsAsAFailure()
    {
        using var service = new WaitingService { Fails = true };

        await service.StartAsync(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            service.ExecuteTask!.WaitAsync(GateHost.Patience)
        );
    }

    private sealed class WaitingService : QuietBackgroundService
    {
        public bool Fails { get; init; }

        public bool MeetsWhatIsDisposedOf { get; init; }

        public bool Began { get; private set; }

        protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
        {
            Began = true;
            if (Fails)
            {
                throw new OperationCanceledException("a call gave up");
            }

            var waiting = Task.Delay(Timeout.Infinite, stoppingToken);
            await (
                MeetsWhatIsDisposedOf
                    ? waiting.ContinueWith(
                        _ => throw new ObjectDisposedException("a store"),
                        TaskScheduler.Default
                    )
                    : waiting
            );
        }
    }
}
