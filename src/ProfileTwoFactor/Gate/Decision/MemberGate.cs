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
        if (memory.Find(request, caller, now, out var presented) is not { } kept)
        {
            return AskMeasuredAsync(request, caller, presented);
        }

        // An attempt at something that needs a newer code is activity as well: the person is there.
        return !request.Passive && extension.Claim(kept, now) is { } claimed
            ? AskBeforeExtensionAsync(request, caller, claimed)
            : new(verdicts.Judge(request, caller, kept, now));
    }

    /// <summary>
    /// Another node may have refused the window since: a shorter lifetime ended it there. To extend what is kept here would bring it back
    /// everywhere, so the store is asked first. One request does; others that come at the same time repeat what is kept.
    /// </summary>
    private ValueTask<GateDecision> AskBeforeExtensionAsync(
        in GateRequest request,
        in GateCaller caller,
        ClaimedExtension claimed
    ) => AskMeasuredAsync(request, caller, memory.ReadPresented(request, caller), claimed);

    private async ValueTask<GateDecision> AskMeasuredAsync(
        GateRequest request,
        GateCaller caller,
        IReadOnlyList<WindowToken> presented,
        ClaimedExtension? claimed = null
    )
    {
        using var activity = TwoFactorActivities.StartGate();
        var started = time.GetTimestamp();
        var decision = await AskAsync(request, caller, presented, claimed);
        metrics.GateTook(time.GetElapsedTime(started));
        TwoFactorActivities.End(activity, decision.Admits ? null : GateCodes.Of(decision.Status));
        return decision;
    }

    private async ValueTask<GateDecision> AskAsync(
        GateRequest request,
        GateCaller caller,
        IReadOnlyList<WindowToken> presented,
        ClaimedExtension? claimed
    )
    {
        try
        {
            var reading = await proofs.ReadAsync(
                caller,
                presented,
                request.OwnProofOnly ? null : request.User
            );
            if (reading.Status != GateStatus.Verified || reading.IsUpstream)
            {
                claimed?.Decision.End();
            }

            switch (reading.Status)
            {
                case GateStatus.NotRequired:
                    memory.KeepOff(request, caller.Scope, reading.Off!);
                    return verdicts.NotRequired(request, caller.Access, reading.Off!);
                case GateStatus.Verified when reading.IsUpstream:
                    return verdicts.Judge(
                        request,
                        caller,
                        reading.Decision!,
                        time.GetUtcNow().UtcTicks
                    );
                case GateStatus.Verified:
                    var now = time.GetUtcNow().UtcTicks;
                    // Before it is kept: a request that found it due in between would ask the store once more.
                    var due = request.Passive ? null : extension.Claim(reading.Decision!, now);
                    memory.Keep(request, caller.KeyFor(reading.Token), reading.Decision!);
                    if (due is { } mine)
                    {
                        await extension.WriteAsync(mine);
                    }

                    return verdicts.Judge(request, caller, reading.Decision!, now);
                default:
                    return verdicts.Refuse(request, caller, reading.Status, reading.Message);
            }
        }
        catch (DependencyUnavailableException exception) when (claimed is { } kept)
        {
            // What is kept may be repeated for as long as it is kept. It isn't extended.
            extension.Failed(kept, exception);
            return verdicts.Judge(request, caller, kept.Decision, kept.Now);
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }
}
