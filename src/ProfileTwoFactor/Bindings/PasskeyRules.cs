using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The rules of passkeys against a record. They see a record and say what is to be committed; they write nothing.</summary>
/// <remarks>The signature was verified before: it takes no secret, and nothing in the record can change what it says.</remarks>
internal static class PasskeyRules
{
    /// <summary>Used challenges are kept until they have expired on every node. Beyond this many, a person has to wait.</summary>
    private const int MostSpent = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>A proof of one of the member's passkeys. Shares the budget of codes.</summary>
    public static BindingStep<CodeOutcome> Verify(
        BindingRecord? record,
        PasskeyProof proof,
        CodeRules rules,
        DateTimeOffset now
    )
    {
        if (record?.Active is not { } active)
        {
            return Answer(CodeStatus.NotBound);
        }

        if (!proof.Kinds.Passkey)
        {
            return Answer(CodeStatus.NotAllowed);
        }

        if (proof.SignIn?.IsSpentIn(record) == true)
        {
            return Answer(CodeStatus.SignInSpent);
        }

        if ((rules.Refuse(record, now) ?? TooMany(record, now)) is { } refusal)
        {
            return new(refusal, null);
        }

        if (proof.Challenge.IsSpentIn(record))
        {
            return Answer(CodeStatus.Replayed);
        }

        var spent = rules.Spend(record, proof.Challenge, now);
        if (
            proof.Assertion is not { } assertion
            || Find(active, assertion.CredentialId)
                is not { Passkey: { } credential, DisabledAt: null } authenticator
        )
        {
            var failed = AttemptBudget.Failed(spent, now);
            return new(new(CodeStatus.Wrong) { Failures = failed.Failures }, failed);
        }

        if (WentBack(credential.SignCount, assertion.SignCount))
        {
            if (IsOvertaken(proof, authenticator.Id, assertion.SignCount))
            {
                return new(new(CodeStatus.Replayed), spent);
            }

            // Two devices count on their own: the key was copied, and nothing says which of them the person has.
            var disabled = authenticator with
            {
                DisabledAt = now,
            };
            var left = active.With([disabled]);
            return new(
                new(CodeStatus.CounterWentBack) { Binding = left, Authenticator = disabled },
                spent with
                {
                    Active = left,
                }
            );
        }

        var used = authenticator with
        {
            LastUsedAt = now,
            Passkey = credential with
            {
                SignCount = assertion.SignCount,
                IsUserVerified = assertion.IsUserVerified,
                IsBackedUp = assertion.IsBackedUp,
            },
        };
        var proven = active.With([used]);
        var cleared = AttemptBudget.Cleared(spent) with { Active = proven };
        return new(
            new(CodeStatus.Accepted)
            {
                Binding = proven,
                Authenticator = used,
                FailuresBefore = record.Failures,
            },
            rules.Spend(cleared, proof.SignIn, now)
        );
    }

    /// <summary>A new passkey: the first authenticator, or one more.</summary>
    public static BindingStep<CodeOutcome> Bind(
        BindingRecord? record,
        BindingKey key,
        PasskeyClaim claim,
        CodeRules rules,
        DateTimeOffset now
    )
    {
        var step = Accept(record, key, claim, rules, now);
        return
            step
                is {
                    Answer: { Status: CodeStatus.Accepted, Binding: { } bound },
                    Commit: { } commit
                }
            ? step with
            {
                Commit = CodeRules.WindowlessFrom(commit, bound) with
                {
                    Active = bound,
                    // What was begun as a first binding has nothing left to be first of.
                    Pending = claim.Adds ? commit.Pending : null,
                },
            }
            : step;
    }

    /// <summary>The same for a passkey that takes force elsewhere: enabling writes it under the new epoch. The challenge is used up here.</summary>
    public static BindingStep<CodeOutcome> Accept(
        BindingRecord? record,
        BindingKey key,
        PasskeyClaim claim,
        CodeRules rules,
        DateTimeOffset now
    )
    {
        var present = record ?? new BindingRecord { Key = key };
        if (!claim.Kinds.Passkey)
        {
            return Answer(CodeStatus.NotAllowed);
        }

        if (
            claim.Adds != claim.Kinds.Bound(present.Active)
            || ResetMark.IsAfter(present, claim.Reset)
            || IsProofGone(present, claim)
            || LacksProof(present, claim, now)
        )
        {
            return Answer(CodeStatus.NoPending);
        }

        if (!AuthenticatorRules.HasRoom(present.Active, AuthenticatorKind.Passkey))
        {
            return Answer(CodeStatus.Full);
        }

        if ((rules.Refuse(present, now) ?? TooMany(present, now)) is { } refusal)
        {
            return new(refusal, null);
        }

        if (
            claim.Challenge.IsSpentIn(present)
            || (
                present.Active is { } active
                && Find(active, claim.Authenticator.Passkey!.CredentialId) is not null
            )
        )
        {
            return Answer(CodeStatus.NoPending);
        }

        return new(
            new(CodeStatus.Accepted)
            {
                Binding = present.Active is { } others
                    ? others with
                    {
                        Authenticators = [.. others.Authenticators, claim.Authenticator],
                    }
                    : new ActiveBinding { Authenticators = [claim.Authenticator] },
                Authenticator = claim.Authenticator,
                Added = claim.Adds,
            },
            rules.Spend(AttemptBudget.Cleared(present), claim.Challenge, now)
        );
    }

    /// <summary>Beside authenticators that don't count, it takes a proof, also where they were bound, or the rule set, in the meantime.</summary>
    private static bool LacksProof(BindingRecord record, PasskeyClaim claim, DateTimeOffset now) =>
        claim is { Adds: false, Proof: { } proof }
        && (proof.NeedsProof || record.Active is not null)
        && !proof.IsProvenBy(record, now);

    /// <summary>Whether what a further one was allowed with has been removed since.</summary>
    private static bool IsProofGone(BindingRecord record, PasskeyClaim claim) =>
        claim.ProofId is { } proofId
        && record.Active is { } active
        && !ProofId.LetsBind(active, proofId, claim.Kinds);

    /// <summary>Both are 0 for authenticators that don't count (WebAuthn, section 7.2).</summary>
    private static bool WentBack(uint last, uint current) =>
        (last != 0 || current != 0) && current <= last;

    /// <summary>Whether the counter only went back behind a proof that was asked for at the same time and arrived first, in another tab: it went on since this one was asked for.</summary>
    private static bool IsOvertaken(PasskeyProof proof, string id, uint counter) =>
        proof.Counters is { } then && counter > then.GetValueOrDefault(id);

    private static BoundAuthenticator? Find(ActiveBinding active, byte[] credentialId) =>
        active.Authenticators.FirstOrDefault(it =>
            it.Passkey is { } passkey && passkey.CredentialId.AsSpan().SequenceEqual(credentialId)
        );

    private static CodeOutcome? TooMany(BindingRecord record, DateTimeOffset now) =>
        record.SpentSignIns.Count(it => it.ExpiresAt > now) >= MostSpent
            ? new CodeOutcome(CodeStatus.LockedOut)
            {
                RetryAfter = Pause,
                Failures = record.Failures,
            }
            : null;

    private static BindingStep<CodeOutcome> Answer(CodeStatus status) => new(new(status), null);
}
