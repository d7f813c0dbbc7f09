using System.Runtime.CompilerServices;
using HeatmapSite.Http;
using HeatmapSite.Profiles;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor;

namespace HeatmapSite.Live;

/// <summary>Streams clicks of one profile. A page that is left open does not extend a verification.</summary>
[RequireProfileTwoFactor]
[PassiveRequest]
internal sealed class LiveHub(LiveClicks clicks) : Hub
{
    /// <summary>The client method that is called for each click, for clients that only listen.</summary>
    public const string ClickMethod = "Click";

    public override Task OnConnectedAsync()
    {
        // A WebSocket is not kept to its own site by the browser.
        if (Context.GetHttpContext() is { } context && !CrossSite.Is(context.Request))
        {
            clicks.Listen(ProfileId, Context.ConnectionId);
            return Groups.AddToGroupAsync(Context.ConnectionId, ProfileId);
        }

        Context.Abort();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        clicks.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The same clicks as a stream, for clients that ask for one.</summary>
    public async IAsyncEnumerable<LiveClick> Clicks(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (await clicks.NextAsync(ProfileId, cancellationToken) is { } click)
        {
            yield return click;
        }
    }

    private string ProfileId => ProfileIds.Canonical(Context.GetHttpContext()?.ProfileId()) ?? "";
}
