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
    public PendingClaim ClaimOf(ScopeCall call, ActiveBinding? active) =>
        ClaimOf(
            call,
            active,
            callers.Read(call.Context, call.Subject.User, scopes.Scope(call.Subject.Scope))
        );

    public AllowedKinds KindsOf(ScopeCall call) => enrollment.KindsOf(call);

    /// <summary>Whether the member has an authenticator of a kind that counts in the scope.</summary>
    public bool IsBound(ScopeCall call, ActiveBinding? active) =>
        enrollment.KindsOf(call).Bound(active);

    /// <summary>Null where authenticator apps count.</summary>
    public TwoFactorError? RefuseApps(ScopeCall call) =>
        enrollment.KindsOf(call).Totp ? null : TwoFactorErrorFactory.AuthenticatorNotAllowed();

    /// <summary>A first binding, with the proof that it may need.</summary>
    /// <param name="call">The call.</param>
    /// <param name="proof">The proof; null for none.</param>
    /// <param name="name">The name of the app; empty for none.</param>
    /// <param name="isForPasskey">Whether the proof is given for a passkey. Where apps don't count, what is begun here can't be confirmed.</param>
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginFirstAsync(
        ScopeCall call,
        string? proof,
        string name = "",
        bool isForPasskey = false
    )
    {
        // A proof is taken nevertheless: it counts for a passkey that is bound in this browser.
        var refusal = isForPasskey ? null : RefuseApps(call);
        // What the member has beside it, if anything, is of a kind that doesn't count.
        var record = await bindings.FindAsync(call.Key);
        var active = record?.Active;
        if (IsBound(call, active))
        {
            return TwoFactorErrorFactory.AlreadyBound();
        }

        var isProven =
            !enrollment.AppliesTo(call, active)
            || await enrollment.IsMetByWindowAsync(call, record);
        if (refusal is not null && isProven)
        {
            return refusal;
        }

        var aim = PendingAim.FirstBeside(active, name);
        if (isProven)
        {
            return await BeginAsync(call, active, aim) is { } begun
                ? begun
                : TwoFactorErrorFactory.AlreadyBound();
        }

        // The browser that gave a proof begins again without another one. Other sessions of the same person have to give their own.
        var before = ClaimOf(call, active);
        if (!callers.TellsSessionsApart(call.Context, call.Subject.User))
        {
            before = before with { CallerHash = null };
        }

        var (claim, cookie) = NewClaim(call, active);
        var start = await preparation.BeginProvenAsync(call.Key, before, claim, aim, proof);
        if (start.Code is { } attempt)
        {
            bindings.Note(call.Key, attempt);
        }

        switch (start)
        {
            case { Status: PendingStartStatus.Begun, Secret: { } secret }:
                callers.HandOut(call.Context, scopes.Scope(call.Subject.Scope), cookie);
                if (start.UsedProof)
                {
                    await events.EnrollmentProvenAsync(call);
                }

                return refusal is null ? setups.Create(call, secret) : refusal;
            case { Status: PendingStartStatus.ProofInvalid, Code: { } refused }:
                await events.RefusedAsync(call, refused);
                return refused.Status is CodeStatus.LockedOut or CodeStatus.Disabled
                    ? CodeErrors.From(refused)
                    : TwoFactorErrorFactory.InvalidProof();
            case { Status: PendingStartStatus.ProofInvalid }:
                return TwoFactorErrorFactory.InvalidProof();
            case { Status: PendingStartStatus.ProofRequired }:
                return enrollment.Refuse(call, active);
            default:
                return TwoFactorErrorFactory.AlreadyBound();
        }
    }

    /// <summary>Null when what it should build on was changed in the meantime.</summary>
    public async Task<PendingBindingSetup?> BeginAsync(
        ScopeCall call,
        ActiveBinding? active,
        PendingAim aim
    )
    {
        var (claim, cookie) = NewClaim(call, active);
        if (await preparation.BeginAsync(call.Key, claim, aim) is not { } pending)
        {
            return null;
        }

        callers.HandOut(call.Context, scopes.Scope(call.Subject.Scope), cookie);
        return setups.Create(call, pending);
    }

    /// <summary>The binding begun in this browser, as it was shown. Null when it is over, or another browser's.</summary>
    public async Task<PendingBindingSetup?> FindAsync(ScopeCall call)
    {
        var active = (await bindings.FindAsync(call.Key))?.Active;
        return await preparation.FindAsync(call.Key, ClaimOf(call, active)) is { } pending
            ? setups.Create(call, pending)
            : null;
    }

    /// <summary>Whether this browser began a binding with the proof that a first one needs.</summary>
    public async Task<bool> IsProvenHereAsync(ScopeCall call) =>
        callers.TellsSessionsApart(call.Context, call.Subject.User) && await IsProvenAsync(call);

    /// <summary>The same where something else tells sessions apart: a ticket that only the one with the proof was given.</summary>
    public async Task<bool> IsProvenAsync(ScopeCall call) =>
        await preparation.IsProvenAsync(
            call.Key,
            ClaimOf(call, (await bindings.FindAsync(call.Key))?.Active)
        );

    /// <summary>The binding begun in this browser, proven by its first code.</summary>
    public async Task<TwoFactorResult<ProvenBinding>> AcceptAsync(ScopeCall call, string? code)
    {
        var active = (await bindings.FindAsync(call.Key))?.Active;
        var outcome = await bindings.AcceptAsync(call.Key, ClaimOf(call, active), code);
        if (outcome.Status == CodeStatus.Accepted)
        {
            return outcome.Proven;
        }

        await events.RefusedAsync(call, outcome);
        return CodeErrors.From(outcome);
    }

    public void Forget(ScopeCall call) =>
        callers.Forget(call.Context, scopes.Scope(call.Subject.Scope));

    private PendingClaim ClaimOf(ScopeCall call, ActiveBinding? active, byte[]? caller) =>
        new(
            caller,
            call.Subject.OwnerMemberId,
            enrollment.AppliesTo(call, active),
            RefusesCodes: RefuseApps(call) is not null
        );

    private (PendingClaim Claim, string? Cookie) NewClaim(ScopeCall call, ActiveBinding? active)
    {
        var (caller, cookie) = callers.Create(call.Context, call.Subject.User);
        return (ClaimOf(call, active, caller), cookie);
    }
}
