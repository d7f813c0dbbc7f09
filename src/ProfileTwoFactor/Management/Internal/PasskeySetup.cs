using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Binds passkeys in any scope: asks the browser to create one, and takes it where the browser did.</summary>
internal sealed class PasskeySetup(
    IEnumerable<IPasskeyCeremony> ceremonies,
    PasskeyPersonFactory persons,
    PasskeyTicketCarrier tickets,
    PasskeyAdmission admission,
    BindingManager bindings,
    TimeProvider time
)
{
    private readonly IPasskeyCeremony? _ceremony = ceremonies.LastOrDefault();

    /// <summary>Asks the browser for a new passkey.</summary>
    /// <param name="call">The call.</param>
    /// <param name="proof">The proof that a first binding may need.</param>
    public async Task<TwoFactorResult<PasskeyPrompt>> BeginAsync(ScopeCall call, string? proof)
    {
        if (_ceremony is null)
        {
            return TwoFactorErrorFactory.PasskeysNotSupported();
        }

        var admitted = await admission.AdmitAsync(call, proof);
        if (!admitted.Succeeded)
        {
            return admitted.Error;
        }

        var (active, adds, reset) = admitted.Value;
        var challenge = await _ceremony.BeginRegistrationAsync(
            call.Context,
            persons.Of(call, active)
        );
        tickets.HandOut(
            call.Context,
            call.Subject.User,
            call.Key,
            new()
            {
                Id = RandomId.Create(),
                Purpose = PasskeyPurpose.Bind,
                Key = PasskeyTicketCarrier.HashOf(call.Key),
                OwnerMemberId = call.Subject.OwnerMemberId,
                Adds = adds,
                Reset = reset,
                ExpiresAt = time.GetUtcNow() + PasskeyTicketCarrier.Lifetime,
                State = challenge.State,
            }
        );
        return new PasskeyPrompt(challenge.Options);
    }

    /// <summary>The passkey that this browser created, ready to be committed.</summary>
    public async Task<TwoFactorResult<PasskeyClaim>> CompleteAsync(
        ScopeCall call,
        string credential,
        string? name
    )
    {
        if (_ceremony is null)
        {
            return TwoFactorErrorFactory.PasskeyNotTaken();
        }

        if (!AuthenticatorName.TryParse(name, out var given, out var fault))
        {
            return TwoFactorErrorFactory.InvalidRequest(fault);
        }

        var record = await bindings.FindAsync(call.Key);
        var taken = await admission.TakeAsync(call, record, Presented(call));
        if (!taken.Succeeded)
        {
            return taken.Error;
        }

        var (ticket, proofId) = taken.Value;
        if (ticket.Adds != admission.KindsOf(call).Bound(record?.Active))
        {
            return TwoFactorErrorFactory.NoPendingBinding();
        }

        if (record is not null && bindings.Refuse(record) is { } locked)
        {
            return CodeErrors.OfPasskey(locked);
        }

        if (credential.Length > PasskeyAnswer.LongestCredential)
        {
            return TwoFactorErrorFactory.UnreadablePasskey();
        }

        var finding = await _ceremony.CompleteRegistrationAsync(
            call.Context,
            persons.Of(call, record?.Active),
            new(credential, ticket.State)
        );
        if (!finding.IsReadable)
        {
            return TwoFactorErrorFactory.UnreadablePasskey();
        }

        // No attempt that could be counted: who binds chooses the key.
        return finding.Value is { } made
            ? new PasskeyClaim(
                new BoundAuthenticator
                {
                    Id = RandomId.Create(),
                    Kind = AuthenticatorKind.Passkey,
                    Name = given,
                    BoundAt = time.GetUtcNow(),
                    Passkey = made.Credential,
                },
                new(ticket.Id, ticket.ExpiresAt),
                ticket.Adds,
                await admission.ProofOfAsync(call, record),
                proofId,
                ticket.Reset,
                admission.KindsOf(call)
            )
            : TwoFactorErrorFactory.InvalidPasskey();
    }

    /// <summary>The passkey as the first authenticator of an epoch that is about to begin.</summary>
    public async Task<TwoFactorResult<ProvenBinding>> AcceptAsync(
        ScopeCall call,
        string credential,
        string? name
    )
    {
        var claim = await CompleteAsync(call, credential, name);
        if (!claim.Succeeded)
        {
            return claim.Error;
        }

        var outcome = await bindings.AcceptPasskeyAsync(call.Key, claim.Value);
        return outcome.Status == CodeStatus.Accepted
            ? outcome.Proven
            : CodeErrors.OfPasskey(outcome);
    }

    public void Forget(ScopeCall call) => tickets.Forget(call.Context, call.Key);

    private PasskeyTicket? Presented(ScopeCall call) =>
        tickets.Read(
            call.Context,
            call.Subject.User,
            call.Key,
            call.Subject.OwnerMemberId,
            PasskeyPurpose.Bind
        );
}
