using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The answers of the gate, counted and logged.</summary>
internal sealed class GateVerdicts(
    TwoFactorMetrics metrics,
    WouldRefuseCounts counts,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<ProfileGate> logger
)
{
    private readonly bool _reportOnly = options.Value.Enforcement == EnforcementMode.ReportOnly;

    /// <summary>A live window admits, unless the endpoint wants a younger proof.</summary>
    public GateDecision Judge(
        in GateRequest request,
        in GateCaller caller,
        CachedDecision decision,
        long now
    )
    {
        var maxAge = MaxAgeOf(request, decision);
        var tooOld = maxAge > 0 && now - decision.VerifiedAt > maxAge * TimeSpan.TicksPerSecond;
        return tooOld
            ? Refuse(request, caller, GateStatus.FreshVerificationRequired, maxAge)
            : new GateDecision(GateStatus.Verified, request.Endpoint)
            {
                Profile = caller.Profile,
                Member = caller.Member,
                VerifiedAt = new DateTimeOffset(decision.VerifiedAt, TimeSpan.Zero),
                Method = decision.Method,
            };
    }

    /// <summary>Where the endpoint wants a young proof, the Owner may want a younger one, and never an older.</summary>
    private static int MaxAgeOf(in GateRequest request, CachedDecision decision) =>
        decision.Limits.OwnerMaxAgeSeconds is > 0 and var own && own < request.MaxAgeSeconds
            ? own
            : request.MaxAgeSeconds;

    /// <summary>Two-factor authentication is off, or its date has not come yet.</summary>
    public GateDecision NotRequired(
        in GateRequest request,
        ProfileAccess access,
        OffReading reading
    ) =>
        new(GateStatus.NotRequired, request.Endpoint)
        {
            Profile = access.Profile,
            Member = access.Member,
            EnforcedFrom = reading.EnforcedFrom,
        };

    /// <summary>A machine caller, whom the rules of the profile admit without a code.</summary>
    public GateDecision Machine(in GateRequest request, in GateCaller caller)
    {
        CountMachine(request, "admitted");
        return new GateDecision(GateStatus.NotRequired, request.Endpoint)
        {
            Profile = caller.Profile,
            Member = caller.Member,
        };
    }

    public GateDecision RefuseMachine(
        in GateRequest request,
        in GateCaller caller,
        MachineCaller machine
    )
    {
        var decision = Refuse(request, caller, GateStatus.MachineCallerDenied, message: null);
        if (!decision.Admits)
        {
            CountMachine(request, "refused");
            GateLog.MachineCallerRefused(
                logger,
                LogText.OneLine(caller.Profile.Id),
                LogText.OneLine(machine.KeyId)
            );
        }

        return decision;
    }

    private void CountMachine(in GateRequest request, string result)
    {
        // Not the watcher's looks at what is open already.
        if (request.Asker != GateAsker.Background && !GateEndpoints.IsCheck(request.Endpoint))
        {
            metrics.MachineCaller(result);
        }
    }

    public GateDecision Refuse(
        in GateRequest request,
        in GateCaller caller,
        GateStatus status,
        string? message
    ) => Refuse(request, caller, status, request.MaxAgeSeconds, message);

    private GateDecision Refuse(
        in GateRequest request,
        in GateCaller caller,
        GateStatus status,
        int maxAgeSeconds,
        string? message = null
    )
    {
        if (_reportOnly)
        {
            return Report(request, caller, status);
        }

        Challenged(request.Endpoint, status);
        return new GateDecision(status, request.Endpoint)
        {
            Profile = caller.Profile,
            MaxAgeSeconds = maxAgeSeconds,
            OwnerMessage = message,
        };
    }

    public void Challenged(Endpoint? endpoint, GateStatus status) =>
        Count(endpoint, KindOf(status));

    /// <summary>Sign-in and membership were demanded before; only the second factor is missing.</summary>
    private GateDecision Report(in GateRequest request, in GateCaller caller, GateStatus status)
    {
        // Once a request, whatever the number of policies that ask, and not for looks at what is open already.
        if (
            request.Asker == GateAsker.Request
            && !GateEndpoints.IsCheck(request.Endpoint)
            && RecordedDecision.Find(request.Context) is null
        )
        {
            metrics.WouldRefuse(KindOf(status));
            counts.Add(caller.Scope.Scope, caller.Member.MemberId);
            GateLog.WouldRefuse(logger, LogText.OneLine(caller.Profile.Id), GateCodes.Of(status));
        }

        return new GateDecision(GateStatus.NotRequired, request.Endpoint)
        {
            Profile = caller.Profile,
            Member = caller.Member,
        };
    }

    private static string KindOf(GateStatus status) =>
        status switch
        {
            GateStatus.BindingRequired or GateStatus.AccountTwoFactorRequired => "bind",
            GateStatus.MachineCallerDenied => "machine",
            GateStatus.FreshVerificationRequired or GateStatus.AccountFreshVerificationRequired =>
                "fresh",
            _ => "verify",
        };

    public GateDecision Unavailable(
        in GateRequest request,
        DependencyUnavailableException exception
    ) => Unavailable(request.Endpoint, exception);

    public GateDecision Unavailable(Endpoint? endpoint, DependencyUnavailableException exception)
    {
        Count(endpoint, "unavailable");
        GateLog.GateUnavailable(logger, exception.Dependency, exception);
        return new GateDecision(GateStatus.Unavailable, endpoint);
    }

    // The request itself follows, and would be counted twice.
    private void Count(Endpoint? endpoint, string kind)
    {
        if (!GateEndpoints.IsCheck(endpoint))
        {
            metrics.Challenged(kind);
        }
    }
}
