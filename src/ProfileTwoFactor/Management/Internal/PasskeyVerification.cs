using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Asks a bound person for a passkey, in any scope, and judges the answer.</summary>
internal sealed class PasskeyVerification(
    IEnumerable<IPasskeyCeremony> ceremonies,
    PasskeyPersonFactory persons,
    PasskeyTicketCarrier tickets,
    BindingManager bindings,
    PolicyRules rules,
    TimeProvider time
)
{
    private readonly IPasskeyCeremony? _ceremony = ceremonies.LastOrDefault();

    public bool IsSupported => _ceremony is not null;

    public async Task<TwoFactorResult<PasskeyPrompt>> BeginAsync(ScopeCall call)
    {
        if (_ceremony is null)
        {
            return TwoFactorErrorFactory.PasskeysNotSupported();
        }

        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        if (await bindings.FindAsync(call.Key) is not { Active: { } active } record)
        {
            return TwoFactorErrorFactory.NotBound();
        }

        if (!KindsOf(call).Passkey)
        {
            return TwoFactorErrorFactory.AuthenticatorNotAllowed();
        }

        var person = persons.Of(call, active);
        if (person.Credentials.Count == 0)
        {
            return TwoFactorErrorFactory.NoPasskey();
        }

        if (bindings.Refuse(record) is { } refusal)
        {
            return CodeErrors.OfPasskey(refusal);
        }

        var challenge = await _ceremony.BeginAssertionAsync(call.Context, person);
        tickets.HandOut(
            call.Context,
            call.Subject.User,
            call.Key,
            new()
            {
                Id = RandomId.Create(),
                Purpose = PasskeyPurpose.Verify,
                Key = PasskeyTicketCarrier.HashOf(call.Key),
                OwnerMemberId = call.Subject.OwnerMemberId,
                Counters = CountersOf(active),
                ExpiresAt = time.GetUtcNow() + PasskeyTicketCarrier.Lifetime,
                State = challenge.State,
            }
        );
        return new PasskeyPrompt(challenge.Options);
    }

    /// <summary>The committed outcome.</summary>
    public async Task<TwoFactorResult<PasskeyOutcome>> VerifyAsync(
        ScopeCall call,
        string credential,
        AttemptDetails details
    )
    {
        if (_ceremony is null)
        {
            return TwoFactorErrorFactory.PasskeyNotTaken();
        }

        var record = await bindings.FindAsync(call.Key, details.Read);
        if (record?.Active is not { } active)
        {
            return Of(CodeStatus.NotBound);
        }

        if (!KindsOf(call).Passkey)
        {
            return Of(CodeStatus.NotAllowed);
        }

        if (bindings.Refuse(record) is { } refusal)
        {
            return new PasskeyOutcome(refusal);
        }

        if (
            tickets.Read(
                call.Context,
                call.Subject.User,
                call.Key,
                call.Subject.OwnerMemberId,
                PasskeyPurpose.Verify
            )
            is not { } ticket
        )
        {
            // Nothing was asked of this browser, or too long ago. It is no attempt: there is nothing that it could be compared with.
            return Of(CodeStatus.Malformed);
        }

        if (credential.Length > PasskeyAnswer.LongestCredential)
        {
            return TwoFactorErrorFactory.UnreadablePasskey();
        }

        var finding = await _ceremony.CompleteAssertionAsync(
            call.Context,
            persons.Of(call, active),
            new(credential, ticket.State)
        );
        if (!finding.IsReadable)
        {
            return TwoFactorErrorFactory.UnreadablePasskey();
        }

        if (!finding.IsAnswer)
        {
            // Of a tab whose challenge was replaced, or of a page elsewhere. No attempt either, and the challenge can still be answered.
            return Of(CodeStatus.Malformed);
        }

        var outcome = await bindings.VerifyPasskeyAsync(
            call.Key,
            new(
                finding.Value,
                new(ticket.Id, ticket.ExpiresAt),
                ticket.Counters,
                details.Ticket,
                KindsOf(call)
            ),
            details with
            {
                Read = new(call.Key, record),
            }
        );
        tickets.Forget(call.Context, call.Key);
        return new PasskeyOutcome(outcome);
    }

    private static Dictionary<string, uint> CountersOf(ActiveBinding active) =>
        active
            .Authenticators.Where(it => it.Passkey is { SignCount: > 0 })
            .ToDictionary(it => it.Id, it => it.Passkey!.SignCount, StringComparer.Ordinal);

    private AllowedKinds KindsOf(ScopeCall call) => AllowedKinds.Of(rules.Of(call.Policy));

    private static PasskeyOutcome Of(CodeStatus status) => new(new CodeOutcome(status));
}
