using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>What may be repeated to whom: everyone believes what requests found, and beyond that only their own.</summary>
internal sealed class GateMemory(DecisionCache decisions)
{
    public CachedDecision? Find(
        in GateRequest request,
        ScopeState scope,
        in DecisionKey key,
        long now
    ) =>
        decisions.Find(scope, key, now)
        ?? request.Asker switch
        {
            GateAsker.Connection when request.Connection?.Kept.Find(key) is { } own =>
                decisions.Current(scope, key, own, now),
            GateAsker.Background => decisions.FindInBackground(scope, key, now),
            _ => null,
        };

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
}
