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

    /// <summary>The profile's, or the account's where no profile is asked for. Null while nothing is known yet.</summary>
    public TwoFactorScope? Scope { get; private set; }

    private IReadOnlyList<TwoFactorScope> _accounts = [];

    /// <summary>Since when nobody can say whether the connection may stay.</summary>
    public DateTimeOffset? UnansweredSince { get; set; }

    public void Admitted(GateDecision decision)
    {
        UnansweredSince = null;
        if (Scope is not null)
        {
            return;
        }

        _accounts =
        [
            .. decision.Accounts.Select(account => TwoFactorScope.Account(account.UserId)),
        ];
        if (decision.Profile is { } profile)
        {
            Scope = TwoFactorScope.Profile(profile.Id, profile.Stamp);
        }
        else if (_accounts is [var account, ..])
        {
            Scope = account;
        }
    }

    /// <summary>Whether a change in one of these scopes may end it. While nothing is known yet, every change may.</summary>
    public bool IsConcernedBy(IReadOnlySet<TwoFactorScope> changed) =>
        changed.Count > 0
        && (Scope is not { } scope || changed.Contains(scope) || _accounts.Any(changed.Contains));

    /// <summary>Whether the request that opened it carried one of these window cookies.</summary>
    public bool Presents(HashSet<string> cookies) =>
        PresentedWindows
            .Of(Connection.Snapshot.Context)
            .Cookies.Any(cookie => cookies.Contains(cookie.Value));

    /// <summary>True for exactly one caller.</summary>
    public bool TryClose() => Interlocked.Exchange(ref _closing, 1) == 0;

    public void Abort() => caller.Abort();
}
