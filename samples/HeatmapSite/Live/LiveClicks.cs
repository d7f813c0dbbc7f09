using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace HeatmapSite.Live;

/// <summary>Made-up visitors of the profiles that have viewers. A real site would pass on what its tracking script reports.</summary>
internal sealed class LiveClicks(IHubContext<LiveHub> hub, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);

    private readonly ConcurrentDictionary<string, string> _listeners = new(StringComparer.Ordinal);

    public void Listen(string profileId, string connectionId) =>
        _listeners[connectionId] = profileId;

    public void Leave(string connectionId) => _listeners.TryRemove(connectionId, out _);

    public async Task<LiveClick?> NextAsync(string profileId, CancellationToken cancellationToken)
    {
        await Task.Delay(Pause, time, cancellationToken);
        return DemoVisitors.Click(profileId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var profileId in _listeners.Values.Distinct(StringComparer.Ordinal))
            {
                if (DemoVisitors.Click(profileId) is { } click)
                {
                    await hub
                        .Clients.Group(profileId)
                        .SendAsync(LiveHub.ClickMethod, click, stoppingToken);
                }
            }
        }
    }
}
