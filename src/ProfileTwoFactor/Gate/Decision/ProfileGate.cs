using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The one decision about a request. Admits on proof only; whatever goes wrong on the way is a refusal.</summary>
internal sealed class ProfileGate(
    ProfileResolver profiles,
    ScopeRegistry scopes,
    Tenants tenants,
    NodeClock clock,
    MemberGate members,
    GateVerdicts verdicts,
    IEnumerable<MachineGate> machines
)
{
    private readonly MachineGate? _machines = machines.SingleOrDefault();

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
            // Waited for only where it has to be, so that a decision that is kept costs no state machine.
            return access.IsCompletedSuccessfully
                ? DecideByMembershipAsync(request, access.Result)
                : FinishAsync(request, access);
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
            return await DecideByMembershipAsync(request, await access);
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }

    private ValueTask<GateDecision> DecideByMembershipAsync(
        in GateRequest request,
        ProfileAccess? found
    )
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

        var scope = scopes.Scope(
            TwoFactorScope
                .Profile(access.Profile.Id, access.Profile.Stamp)
                .InTenant(TenantOf(request))
        );
        return _machines is not null
            ? _machines.DecideAsync(request, scope, access.Profile, member)
            : members.DecideAsync(request, scope, access.Profile, member);
    }

    private string TenantOf(in GateRequest request) =>
        request.Connection?.Tenant ?? tenants.Of(request.Context);
}
