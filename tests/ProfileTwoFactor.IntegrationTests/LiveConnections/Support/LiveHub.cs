using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>A gated hub to listen to, to call and to stream from.</summary>
[RequireProfileTwoFactor]
public sealed class LiveHub(HubProbe probe) : Hub
{
    public string Show() => "clicks";

    [PassiveRequest]
    public string Ping() => "there";

    [RequireProfileTwoFactor]
    public string ShowGated() => "clicks";

    [RequireProfileTwoFactor(OwnProofOnly = true)]
    public string ShowOwn() => "clicks";

    public async IAsyncEnumerable<int> Stream([EnumeratorCancellation] CancellationToken cancelled)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                yield return i;
                await probe.NextItem.WaitAsync(cancelled);
            }
        }
        finally
        {
            probe.StreamEnded.TrySetResult();
        }
    }

    public override Task OnConnectedAsync() => probe.Connecting();

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        probe.Disconnected.Release();
        return Task.CompletedTask;
    }
}
