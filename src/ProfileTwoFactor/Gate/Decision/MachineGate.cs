using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The decision about a caller who may be a machine. People go on to <see cref="MemberGate"/>, and never get an answer from here.</summary>
/// <remarks>
/// Registered only where the app named its machine callers. Nothing is kept of an admission, so a rule that is changed or a creator's binding
/// that is reset on another node counts at the next request.
/// </remarks>
internal sealed class MachineGate(
    MachineCallerFinder finder,
    MachineAdmission admission,
    OffReader offs,
    GateMemory memory,
    MemberGate members,
    GateVerdicts verdicts,
    TimeProvider time
)
{
    public ValueTask<GateDecision> DecideAsync(
        in GateRequest request,
        ScopeState scope,
        TwoFactorProfile profile,
        ProfileMember member
    ) =>
        MachineCallerFinder.IsPerson(request.Context, request.User)
        // With cookies, whether there is a session has to be found out and noted now. What is kept of an open connection has none of them.
        || (
            request.Context.Request.Headers.Cookie.Count == 0
            && memory.FindOff(request, scope, time.GetUtcNow().UtcTicks) is not null
        )
            ? members.DecideAsync(request, scope, profile, member)
            : AskAsync(request, new(scope, profile, member, CallerScheme.Find(request.Context)));

    private async ValueTask<GateDecision> AskAsync(GateRequest request, GateCaller caller)
    {
        try
        {
            var machine = await finder.FindAsync(
                request.Context,
                request.Services,
                request.User,
                caller.Profile.Id
            );
            return machine is null
                ? await members.DecideAsync(request, caller.Scope, caller.Profile, caller.Member)
                : await AskAsync(request, caller, machine);
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request, exception);
        }
    }

    private async ValueTask<GateDecision> AskAsync(
        GateRequest request,
        GateCaller caller,
        MachineCaller machine
    )
    {
        var (policy, none) = await offs.ReadAsync(caller.Scope);
        if (none is { } off)
        {
            memory.KeepOff(request, caller.Scope, off);
            return verdicts.NotRequired(request, caller.Access, off);
        }

        // A machine has proven nothing, so it is never recent enough.
        var admits =
            !request.PeopleOnly
            && !request.OwnProofOnly
            && request.MaxAgeSeconds == 0
            && await admission.AdmitsAsync(
                request.Services,
                policy!,
                caller.Profile.Id,
                machine,
                request.Context.RequestAborted
            );
        return admits
            ? verdicts.Machine(request, caller)
            : verdicts.RefuseMachine(request, caller, machine);
    }
}
