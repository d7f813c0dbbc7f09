using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The decision about a member of the profile: a kept one is repeated; otherwise a new one is made, and kept if it is positive.</summary>
internal sealed class MemberGate(
    GateMemory memory,
    ProofReader proofs,
    WindowExtension extension,
    GateVerdicts verdicts,
    TwoFactorMetrics metrics,
    TimeProvider time
)
{
    public ValueTask<GateDecision> DecideAsync(
        in GateRequest request,
        ScopeState scope,
        TwoFactorProfile profile,
        ProfileMember member
    )
    {
        var now = time.GetUtcNow().UtcTicks;
        if (memory.FindOff(request, scope, now) is { } off)
        {
            return new(verdicts.NotRequired(request, new ProfileAccess(profile, member), off));
        }

        var caller = new GateCaller(scope, profile, member, CallerScheme.Find(request.Context));
        return memory.Find(request, caller, now, out var presented) is { } kept
            ? RepeatAsync(request, caller, kept, now)
            : AskMeasuredAsync(request, caller, presented);
    }

    private ValueTask<GateDecision> RepeatAsync(
        in GateRequest request,
        in GateCaller caller,
        CachedDecision decision,
        long now
    )
    {
        var judged = verdicts.Judge(request, caller, decision, now);
        // An attempt at something that needs a newer code is activity as well: the person is there.
        return !request.Passive && extension.IsDue(decision, now)
            ? ExtendAsync(decision, now, judged)
            : new(judged);
    }

    private async ValueTask<GateDecision> ExtendAsync(
        CachedDecision decision,
        long now,
        GateDecision judged
    )
    {
        await extension.WriteAsync(decision, now);
        return judged;
    }

    private async ValueTask<GateDecision> AskMeasuredAsync(
        GateRequest request,
        GateCaller caller,
        IReadOnlyList<WindowToken> presented
    )
    {
        using var activity = TwoFactorActivities.StartGate();
        var started = time.GetTimestamp();
        var decision = await AskAsync(request, caller, presented);
        metrics.GateTook(time.GetElapsedTime(started));
        TwoFactorActivities.End(activity, decision.Admits ? null : GateCodes.Of(decision.Status));
        return decision;
    }

    private async ValueTask<GateDecision> AskAsync(
        GateRequest request,
        GateCaller caller,
        IReadOnlyList<WindowToken> presented
    )
    {
        try
        {
            var reading = await proofs.ReadAsync(caller, presented);
            switch (reading.Status)
            {
                case GateStatus.NotRequired:
                    memory.KeepOff(request, caller.Scope, reading.Off!);
                    return verdicts.NotRequired(request, caller.Access, reading.Off!);
                case GateStatus.Verified:
                    memory.Keep(request, caller.KeyFor(reading.Token), reading.Decision!);
                    return await RepeatAsync(
                        request,
                        caller,
                        reading.Decision!,
                        time.GetUtcNow().UtcTicks
                    );
                default:
                    return verdicts.Refuse(request, caller, reading.Status, reading.Message);
            }
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }
}
