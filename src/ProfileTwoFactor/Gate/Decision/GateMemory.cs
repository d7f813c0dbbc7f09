using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>What may be repeated to whom: everyone believes what requests found, and beyond that only their own.</summary>
internal sealed class GateMemory(DecisionCache decisions, WindowTokenSource tokens)
{
    /// <summary>A decision that is kept for one of the windows the caller presents, while that window is alive.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="caller">Whom it is about.</param>
    /// <param name="now">The time, in ticks.</param>
    /// <param name="presented">Without a decision: everything the caller presents.</param>
    public CachedDecision? Find(
        in GateRequest request,
        in GateCaller caller,
        long now,
        out IReadOnlyList<WindowToken> presented
    )
    {
        presented = [];
        if (
            decisions.Keeps
            && tokens.Read(request.Context, request.User, caller.Scope) is { Text: not null } first
            && Find(request, caller, first, now) is { } kept
        )
        {
            return kept;
        }

        presented = ReadPresented(request, caller);
        for (var i = 0; decisions.Keeps && i < presented.Count; i++)
        {
            if (Find(request, caller, presented[i], now) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    public IReadOnlyList<WindowToken> ReadPresented(in GateRequest request, in GateCaller caller) =>
        tokens.ReadAll(request.Context, request.User, caller.Scope);

    public OffReading? FindOff(in GateRequest request, ScopeState scope, long now) =>
        decisions.FindOff(scope, now)
        ?? request.Asker switch
        {
            GateAsker.Connection => decisions.Current(
                scope,
                request.Connection?.Kept.FindOff(scope),
                now
            ),
            GateAsker.Background => decisions.FindOffInBackground(scope, now),
            _ => null,
        };

    public void Keep(in GateRequest request, in DecisionKey key, CachedDecision decision)
    {
        switch (request.Asker)
        {
            case GateAsker.Request:
                decisions.Keep(key, decision);
                break;
            case GateAsker.Connection:
                request.Connection?.Kept.Keep(key, decision);
                break;
            case GateAsker.Background:
                decisions.KeepInBackground(key, decision);
                break;
        }
    }

    public void KeepOff(in GateRequest request, ScopeState scope, OffReading off)
    {
        switch (request.Asker)
        {
            case GateAsker.Request:
                decisions.KeepOff(scope, off);
                break;
            case GateAsker.Connection:
                request.Connection?.Kept.KeepOff(scope, off);
                break;
            case GateAsker.Background:
                scope.OffInBackground = off;
                break;
        }
    }

    private CachedDecision? Find(
        in GateRequest request,
        in GateCaller caller,
        in WindowToken token,
        long now
    )
    {
        var key = caller.KeyFor(token);
        var decision =
            decisions.Find(caller.Scope, key, now)
            ?? request.Asker switch
            {
                GateAsker.Connection when request.Connection?.Kept.Find(key) is { } own =>
                    decisions.Current(caller.Scope, key, own, now),
                GateAsker.Background => decisions.FindInBackground(caller.Scope, key, now),
                _ => null,
            };
        return decision is not null && decision.IsAlive(now) ? decision : null;
    }
}
