using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The one decision about a request. Admits on proof only; whatever goes wrong on the way is a refusal.</summary>
internal sealed class ProfileGate(
    ProfileResolver profiles,
    PolicyReader policies,
    BindingRepository bindings,
    WindowStore windows,
    WindowTokenSource tokens,
    WindowLimits limits,
    ScopeRegistry scopes,
    GateMemory memory,
    Tenants tenants,
    NodeClock clock,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    GateVerdicts verdicts,
    TwoFactorMetrics metrics,
    ILogger<ProfileGate> logger
)
{
    private readonly bool _keepsDecisions = options.Value.DecisionLifetime > TimeSpan.Zero;

    public ValueTask<GateDecision> DecideAsync(in GateRequest request)
    {
        var decision = DecideByProofAsync(request);
        return request.MaxAgeSeconds > 0 ? AgreeAsync(request, decision) : decision;
    }

    // Only a correct clock can determine how old a proof is; a node that is minutes behind would find every proof fresh.
    private async ValueTask<GateDecision> AgreeAsync(
        GateRequest request,
        ValueTask<GateDecision> deciding
    )
    {
        var decision = await deciding;
        if (decision.Status != GateStatus.Verified)
        {
            return decision;
        }

        try
        {
            await clock.EnsureAgreesAsync(TenantOf(request));
            return decision;
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }

    private ValueTask<GateDecision> DecideByProofAsync(in GateRequest request)
    {
        if (!SignedIn.Is(request.User))
        {
            return new(new GateDecision(GateStatus.SignInRequired, request.Endpoint));
        }

        if (request.ProfileId is not { Length: > 0 } profileId)
        {
            return new(new GateDecision(GateStatus.NotFound, request.Endpoint));
        }

        try
        {
            var access = profiles.FindAsync(
                request.Services,
                profileId,
                request.User,
                request.Context.RequestAborted
            );
            if (access.IsCompletedSuccessfully)
            {
                return DecideAsync(request, access.Result);
            }

            return FinishAsync(request, access);
        }
        catch (DependencyUnavailableException exception)
        {
            return new(verdicts.Unavailable(request, exception));
        }
    }

    private async ValueTask<GateDecision> FinishAsync(
        GateRequest request,
        ValueTask<ProfileAccess?> access
    )
    {
        try
        {
            return await DecideAsync(request, await access);
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }

    private ValueTask<GateDecision> DecideAsync(in GateRequest request, ProfileAccess? found)
    {
        if (found is not { } access)
        {
            return new(new GateDecision(GateStatus.NotFound, request.Endpoint));
        }

        if (access.Member is not { } member)
        {
            return new(
                new GateDecision(GateStatus.NotAMember, request.Endpoint)
                {
                    Profile = access.Profile,
                }
            );
        }

        var now = time.GetUtcNow().UtcTicks;
        var scope = scopes.Scope(
            TwoFactorScope
                .Profile(access.Profile.Id, access.Profile.Stamp)
                .InTenant(TenantOf(request))
        );
        if (_keepsDecisions && memory.FindOff(request, scope, now) is not null)
        {
            return new(verdicts.NotRequired(request, access.Profile));
        }

        var caller = new GateCaller(scope, member, CallerScheme.Find(request.Context));
        if (
            _keepsDecisions
            && tokens.Read(request.Context, request.User, scope) is { Text: not null } first
            && FindKept(request, caller, first, now) is { } kept
        )
        {
            return Repeat(request, access.Profile, kept, now);
        }

        var presented = tokens.ReadAll(request.Context, request.User, scope);
        for (var i = 0; _keepsDecisions && i < presented.Count; i++)
        {
            if (FindKept(request, caller, presented[i], now) is { } other)
            {
                return Repeat(request, access.Profile, other, now);
            }
        }

        return AskMeasuredAsync(request, access.Profile, caller, presented);
    }

    private CachedDecision? FindKept(
        in GateRequest request,
        in GateCaller caller,
        in WindowToken token,
        long now
    ) =>
        memory.Find(request, caller.Scope, caller.KeyFor(token), now) is { } kept
        && limits.IsAlive(kept.VerifiedAt, kept.LastActive, now)
            ? kept
            : null;

    private ValueTask<GateDecision> Repeat(
        in GateRequest request,
        TwoFactorProfile profile,
        CachedDecision kept,
        long now
    )
    {
        var lastActive = kept.LastActive;
        return !request.Passive && limits.WantsExtension(lastActive, now)
            ? ExtendAsync(request, profile, kept, lastActive, now)
            : new(verdicts.Judge(request, profile, kept, now));
    }

    private async ValueTask<GateDecision> AskMeasuredAsync(
        GateRequest request,
        TwoFactorProfile profile,
        GateCaller caller,
        IReadOnlyList<WindowToken> presented
    )
    {
        using var activity = TwoFactorActivities.StartGate();
        var started = time.GetTimestamp();
        var decision = await AskAsync(request, profile, caller, presented);
        metrics.GateTook(time.GetElapsedTime(started));
        TwoFactorActivities.End(activity, decision.Admits ? null : GateCodes.Of(decision.Status));
        return decision;
    }

    /// <summary>Nothing kept: asks store and cache, and keeps the answer if it is positive.</summary>
    private async ValueTask<GateDecision> AskAsync(
        GateRequest request,
        TwoFactorProfile profile,
        GateCaller caller,
        IReadOnlyList<WindowToken> presented
    )
    {
        try
        {
            // Captured before anything is read: a concurrent change here invalidates what is put back below, and a change made
            // elsewhere is seen within the lifetime of a decision however long the reading takes.
            var (scope, member) = (caller.Scope, caller.Member);
            var generation = scope.Generation;
            var readAt = time.GetUtcNow().UtcTicks;
            var policy = await policies.FindAsync(scope.Scope);
            if (policy is not { Enabled: true })
            {
                memory.KeepOff(request, scope, new OffReading(generation, readAt));
                return verdicts.NotRequired(request, profile);
            }

            var bindingKey = new BindingKey(
                scope.Scope,
                policy.Epoch,
                member.MemberId,
                member.Stamp ?? ""
            );
            var record = await bindings.FindAsync(bindingKey);
            if (record?.Active is not { } active)
            {
                return verdicts.Refuse(request, profile, GateStatus.BindingRequired);
            }

            foreach (var token in presented)
            {
                var windowKey = WindowKey.Create(
                    bindingKey,
                    active.BindingId,
                    member.SecurityStamp,
                    token
                );
                if (await windows.FindAsync(windowKey) is { } window)
                {
                    var decision = new CachedDecision(
                        generation,
                        readAt,
                        window.VerifiedAt.UtcTicks,
                        window.LastActive.UtcTicks,
                        windowKey
                    );
                    memory.Keep(request, caller.KeyFor(token), decision);
                    return await Repeat(request, profile, decision, time.GetUtcNow().UtcTicks);
                }
            }

            return verdicts.Refuse(request, profile, GateStatus.VerificationRequired);
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }

    private string TenantOf(in GateRequest request) =>
        request.Connection?.Tenant ?? tenants.Of(request.Context);

    private async ValueTask<GateDecision> ExtendAsync(
        GateRequest request,
        TwoFactorProfile profile,
        CachedDecision decision,
        long lastActive,
        long now
    )
    {
        var judged = verdicts.Judge(request, profile, decision, now);
        // An attempt at something that needs a newer code is activity as well: the person is there.
        if (decision.TryClaimExtension(lastActive, now))
        {
            try
            {
                await windows.ExtendAsync(decision.Window, new DateTimeOffset(now, TimeSpan.Zero));
            }
            catch (DependencyUnavailableException exception)
            {
                // The window is valid by what was read; not being able to lengthen it is no reason to refuse.
                decision.ReturnExtension(now, lastActive);
                GateLog.ExtensionFailed(logger, exception);
            }
        }

        return judged;
    }
}
