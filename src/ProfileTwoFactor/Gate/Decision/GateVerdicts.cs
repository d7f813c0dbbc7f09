using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The answers of the gate, counted and logged.</summary>
internal sealed class GateVerdicts(TwoFactorMetrics metrics, ILogger<ProfileGate> logger)
{
    /// <summary>A live window admits, unless the endpoint wants a younger proof.</summary>
    public GateDecision Judge(
        in GateRequest request,
        ProfileAccess access,
        CachedDecision decision,
        long now
    )
    {
        var tooOld =
            request.MaxAgeSeconds > 0
            && now - decision.VerifiedAt > request.MaxAgeSeconds * TimeSpan.TicksPerSecond;
        return tooOld
            ? Refuse(request, access.Profile, GateStatus.FreshVerificationRequired)
            : new GateDecision(GateStatus.Verified, request.Endpoint)
            {
                Profile = access.Profile,
                Member = access.Member,
                VerifiedAt = new DateTimeOffset(decision.VerifiedAt, TimeSpan.Zero),
            };
    }

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

    public GateDecision Refuse(in GateRequest request, TwoFactorProfile profile, GateStatus status)
    {
        Challenged(request.Endpoint, status);
        return new GateDecision(status, request.Endpoint)
        {
            Profile = profile,
            MaxAgeSeconds = request.MaxAgeSeconds,
        };
    }

    public void Challenged(Endpoint? endpoint, GateStatus status) =>
        Count(
            endpoint,
            status switch
            {
                GateStatus.BindingRequired or GateStatus.AccountTwoFactorRequired => "bind",
                GateStatus.FreshVerificationRequired
                or GateStatus.AccountFreshVerificationRequired => "fresh",
                _ => "verify",
            }
        );

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
