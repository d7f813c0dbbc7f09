using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Internal;

/// <summary>An open connection to a gated hub, as the watcher sees it.</summary>
internal sealed class LiveConnection(
    GatedConnection connection,
    HubCallerContext caller,
    IClientProxy client
)
{
    private int _closing;

    public GatedConnection Connection { get; } = connection;

    public IClientProxy Client { get; } = client;

    /// <summary>Null while nothing is known yet; then every change concerns it.</summary>
    public TwoFactorScope? Scope { get; private set; }

    /// <summary>Since when nobody can say whether the connection may stay.</summary>
    public DateTimeOffset? UnansweredSince { get; set; }

    public void Admitted(GateDecision decision)
    {
        UnansweredSince = null;
        if (Scope is null && decision.Profile is { } profile)
        {
            Scope = TwoFactorScope.Profile(profile.Id, profile.Stamp);
        }
    }

    /// <summary>True for exactly one caller.</summary>
    public bool TryClose() => Interlocked.Exchange(ref _closing, 1) == 0;

    public void Abort() => caller.Abort();
}
