using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Who may bind a passkey: a member without an authenticator that counts, with the proof that this may need, or a member who has just verified.</summary>
internal sealed class PasskeyAdmission(
    BindingManager bindings,
    FreshProof fresh,
    EnrollmentDemand enrollment,
    PendingSetup pending
)
{
    public AllowedKinds KindsOf(ScopeCall call) => enrollment.KindsOf(call);

    /// <summary>What the browser has to show once more when the passkey is committed.</summary>
    public async Task<PendingClaim?> ProofOfAsync(ScopeCall call, BindingRecord? record) =>
        enrollment.AppliesTo(call, record?.Active)
        && await enrollment.IsMetByWindowAsync(call, record)
            ? null
            : pending.ClaimOf(call, record?.Active);

    /// <summary>What the member has bound so far.</summary>
    public async Task<TwoFactorResult<Admitted>> AdmitAsync(ScopeCall call, string? proof)
    {
        var kinds = enrollment.KindsOf(call);
        if (!kinds.Passkey)
        {
            return TwoFactorErrorFactory.AuthenticatorNotAllowed();
        }

        var record = await bindings.FindAsync(call.Key);
        var active = record?.Active;
        var reset = ResetMark.Of(record);
        if (kinds.Bound(active))
        {
            var verified = await fresh.DemandForPasskeyAsync(call, fresh: true);
            return !verified.Succeeded ? verified.Error
                : AuthenticatorRules.HasRoom(active, AuthenticatorKind.Passkey)
                    ? new Admitted(active, Adds: true, reset)
                : TwoFactorErrorFactory.TooManyAuthenticators();
        }

        if (!enrollment.AppliesTo(call, active))
        {
            return new Admitted(active, Adds: false, reset);
        }

        // A proof given in this browser counts for whatever is bound with it: the passkey, or the authenticator app whose QR code it brought.
        // It is in the record, which a reset clears, and not in what the browser keeps.
        if (
            await pending.IsProvenHereAsync(call)
            || await enrollment.IsMetByWindowAsync(call, record)
        )
        {
            return new Admitted(active, Adds: false, reset);
        }

        var begun = await pending.BeginFirstAsync(call, proof, isForPasskey: true);
        return begun.Succeeded ? new Admitted(active, Adds: false, reset) : begun.Error;
    }

    /// <summary>Takes what the browser created, or says why not: it has to be asked for in this browser, and what was demanded for it must still hold.</summary>
    public async Task<TwoFactorResult<Taken>> TakeAsync(
        ScopeCall call,
        BindingRecord? record,
        PasskeyTicket? ticket
    )
    {
        if (!enrollment.KindsOf(call).Passkey)
        {
            return TwoFactorErrorFactory.AuthenticatorNotAllowed();
        }

        if (ticket is { Adds: true })
        {
            var verified = await fresh.DemandForPasskeyAsync(call, fresh: false);
            return verified.Succeeded ? new Taken(ticket, verified.Value.ProofId) : verified.Error;
        }

        return
            ticket is null
            || (
                enrollment.AppliesTo(call, record?.Active)
                && !await pending.IsProvenAsync(call)
                && !await enrollment.IsMetByWindowAsync(call, record)
            )
            ? TwoFactorErrorFactory.NoPendingBinding()
            : new Taken(ticket, ProofId: null);
    }

    internal sealed record Admitted(ActiveBinding? Active, bool Adds, string? Reset);

    /// <param name="Ticket">What it was asked for with.</param>
    /// <param name="ProofId">With what the window was opened that a further one needs. Null for a first one.</param>
    internal sealed record Taken(PasskeyTicket Ticket, string? ProofId);
}
