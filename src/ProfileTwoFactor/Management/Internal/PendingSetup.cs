using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Begins a binding in any scope: a new secret, tied to this browser, shown this one time. Takes its first code where the binding takes force under another epoch.</summary>
internal sealed class PendingSetup(
    BindingPreparation preparation,
    BindingManager bindings,
    PendingCaller callers,
    SetupFactory setups,
    EnrollmentDemand enrollment,
    ScopeRegistry scopes,
    CallEvents events
)
{
    /// <summary>What the caller presents for a binding it began earlier.</summary>
    public PendingClaim ClaimOf(ScopeCall call) =>
        new(
            callers.Read(call.Context, call.Subject.User, scopes.Scope(call.Subject.Scope)),
            call.Subject.OwnerMemberId,
            enrollment.AppliesTo(call)
        );

    /// <summary>A first binding, with the proof that it may need.</summary>
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginFirstAsync(
        ScopeCall call,
        string? proof
    )
    {
        if (!enrollment.AppliesTo(call))
        {
            return await BeginAsync(call, replaces: null) is { } begun
                ? begun
                : TwoFactorErrorFactory.AlreadyBound();
        }

        // The browser that gave a proof begins again without another one. Other sessions of the same person have to give their own.
        var before = ClaimOf(call);
        if (!callers.TellsSessionsApart(call.Context, call.Subject.User))
        {
            before = before with { CallerHash = null };
        }

        var (claim, cookie) = NewClaim(call);
        var start = await preparation.BeginProvenAsync(call.Key, before, claim, proof);
        switch (start)
        {
            case { Status: PendingStartStatus.Begun, Secret: { } secret }:
                callers.HandOut(call.Context, scopes.Scope(call.Subject.Scope), cookie);
                if (start.UsedProof)
                {
                    await events.EnrollmentProvenAsync(call);
                }

                return setups.Create(call, secret);
            case { Status: PendingStartStatus.ProofInvalid }:
                return TwoFactorErrorFactory.InvalidProof();
            case { Status: PendingStartStatus.ProofRequired }:
                return TwoFactorErrorFactory.EnrollmentProofRequired(
                    call.ProfileId,
                    enrollment.MethodsOf(call)
                );
            default:
                return TwoFactorErrorFactory.AlreadyBound();
        }
    }

    /// <summary>Null when the binding it should build on was changed in the meantime.</summary>
    public async Task<PendingBindingSetup?> BeginAsync(ScopeCall call, string? replaces)
    {
        var (claim, cookie) = NewClaim(call);
        if (await preparation.BeginAsync(call.Key, claim, replaces) is not { } pending)
        {
            return null;
        }

        callers.HandOut(call.Context, scopes.Scope(call.Subject.Scope), cookie);
        return setups.Create(call, pending);
    }

    /// <summary>The binding begun in this browser, as it was shown. Null when it is over, or another browser's.</summary>
    public async Task<PendingBindingSetup?> FindAsync(ScopeCall call) =>
        await preparation.FindAsync(call.Key, ClaimOf(call)) is { } pending
            ? setups.Create(call, pending)
            : null;

    /// <summary>Whether this browser began a binding with the proof that a first one needs.</summary>
    public async Task<bool> IsProvenHereAsync(ScopeCall call) =>
        callers.TellsSessionsApart(call.Context, call.Subject.User)
        && await preparation.FindAsync(call.Key, ClaimOf(call)) is not null;

    /// <summary>The binding begun in this browser, proven by its first code.</summary>
    public async Task<TwoFactorResult<ActiveBinding>> AcceptAsync(ScopeCall call, string? code)
    {
        var outcome = await bindings.AcceptAsync(call.Key, ClaimOf(call), code);
        if (outcome is { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            return binding;
        }

        await events.RefusedAsync(call, outcome);
        return CodeErrors.From(outcome);
    }

    public void Forget(ScopeCall call) =>
        callers.Forget(call.Context, scopes.Scope(call.Subject.Scope));

    private (PendingClaim Claim, string? Cookie) NewClaim(ScopeCall call)
    {
        var (caller, cookie) = callers.Create(call.Context, call.Subject.User);
        return (
            new PendingClaim(caller, call.Subject.OwnerMemberId, enrollment.AppliesTo(call)),
            cookie
        );
    }
}
