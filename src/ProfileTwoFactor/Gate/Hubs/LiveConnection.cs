using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Something open that the gate admitted, as the watcher sees it: a connection to a gated hub, or an answer that is still being written.</summary>
internal abstract class LiveConnection
{
    private IReadOnlyList<TwoFactorScope> _accounts = [];
    private bool _knowsStamp;

    /// <summary>The profile's, or the account's where no profile is asked for. Of a public link it is its profile's, without the stamp, which wasn't read. Null while nothing is known yet.</summary>
    public TwoFactorScope? Scope { get; private set; }

    /// <summary>Since when it is unknown whether the connection may stay.</summary>
    public DateTimeOffset? UnansweredSince { get; set; }

    public abstract Endpoint? Endpoint { get; }

    /// <summary>What was kept of the request.</summary>
    public abstract ConnectionSnapshot Snapshot { get; }

    /// <summary>May it stay? Asked by what was kept of the request: the request itself belongs to the code that answers it.</summary>
    public abstract ValueTask<GateDecision> AskAsync(IServiceProvider services);

    /// <summary>Says why, where the protocol has a way to, and ends it whether or not the client listens. Only the first call does something.</summary>
    public abstract Task EndAsync(GateDecision decision);

    public void Admitted(GateDecision decision)
    {
        UnansweredSince = null;
        // What a public link let in may have become a member's.
        if (Scope is not null && (_knowsStamp || decision.Profile is null))
        {
            return;
        }

        _accounts =
        [
            .. decision.Accounts.Select(account => AccountScope.Of(account, Snapshot.Tenant)),
        ];
        if (decision.Profile is { } profile)
        {
            Scope = TwoFactorScope.Profile(profile.Id, profile.Stamp).InTenant(Snapshot.Tenant);
            _knowsStamp = true;
        }
        else if (decision.Link is { } link)
        {
            Scope = TwoFactorScope.Profile(link.ProfileId).InTenant(Snapshot.Tenant);
        }
        else if (_accounts is [var account, ..])
        {
            Scope = account;
            _knowsStamp = true;
        }
    }

    /// <summary>Whether a change in one of these scopes may end it. While nothing is known yet, every change may.</summary>
    public bool IsConcernedBy(IReadOnlySet<TwoFactorScope> changed) =>
        changed.Count > 0
        && (
            Scope is not { } scope
            || changed.Contains(scope)
            || _accounts.Any(changed.Contains)
            || (!_knowsStamp && changed.Any(other => IsSameButForTheStamp(other, scope)))
        );

    /// <summary>Whether the request that opened it carried one of these window cookies.</summary>
    public bool Presents(HashSet<string> cookies) =>
        PresentedWindows
            .KeptOf(Snapshot.Context)
            .Cookies.Any(cookie => cookies.Contains(cookie.Value));

    private static bool IsSameButForTheStamp(TwoFactorScope first, TwoFactorScope second) =>
        first.Kind == second.Kind
        && string.Equals(first.Id, second.Id, StringComparison.Ordinal)
        && string.Equals(first.Tenant, second.Tenant, StringComparison.Ordinal);
}
