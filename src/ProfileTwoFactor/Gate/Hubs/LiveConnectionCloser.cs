using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Tells a client why its connection ends, and ends it whether or not the client listens.</summary>
internal sealed class LiveConnectionCloser(
    LiveConnectionRegistry connections,
    GateChallenge challenge,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<LiveConnectionCloser> logger
)
{
    private readonly TimeSpan _timeout = options.Value.DependencyTimeout;

    public async Task CloseAsync(LiveHubConnection connection, GateDecision decision)
    {
        try
        {
            await TellAsync(connection, decision);
        }
        finally
        {
            connection.Close(decision.Status);
            connections.Remove(connection);
            ConnectionLog.ConnectionClosed(logger, GateCodes.Of(decision.Status));
        }
    }

    public async Task TellAsync(LiveHubConnection connection, GateDecision decision)
    {
        try
        {
            // A client that reads nothing must not keep its connection by that.
            await connection
                .Client.SendAsync(
                    ProfileTwoFactorDefaults.HubClientMethod,
                    Reason(connection, decision)
                )
                .WaitAsync(_timeout);
        }
        catch (Exception exception)
        {
            ConnectionLog.ConnectionNotTold(logger, exception);
        }
    }

    /// <remarks>A dictionary, so that clients find the same names under every hub protocol and naming policy.</remarks>
    private Dictionary<string, string> Reason(LiveHubConnection live, GateDecision decision)
    {
        var error = challenge.ErrorOf(live.Connection.Snapshot.Context, decision);
        var reason = new Dictionary<string, string> { ["code"] = error.Code };
        // With a profile's id, clients would ask for that profile's code.
        AddOptional(
            "profileId",
            decision.IsAboutAccount ? null : error.ProfileId ?? live.Connection.ProfileId
        );
        AddOptional("action", error.Action);
        AddOptional("actionUrl", error.ActionUrl);
        return reason;

        void AddOptional(string name, string? value)
        {
            if (value is not null)
            {
                reason[name] = value;
            }
        }
    }
}
