using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What can be done with bindings, for every kind of scope. Each verb is one compare-and-swap of one record.</summary>
internal sealed class BindingManager(
    BindingRepository repository,
    CodeRules rules,
    AcceptedSteps steps,
    NodeClock clock,
    TimeProvider time,
    TwoFactorMetrics metrics,
    ILogger<BindingManager> logger
)
{
    private const int MostGivenUp = 64;

    public Task<BindingRecord?> FindAsync(BindingKey key) => repository.FindAsync(key).AsTask();

    /// <summary>What the same call has read already, if that is it.</summary>
    public Task<BindingRecord?> FindAsync(BindingKey key, ReadBinding? read) =>
        read is not null && read.Key == key ? Task.FromResult(read.Record) : FindAsync(key);

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) => repository.ListAsync(scope, epoch, token);

    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public Task<CodeOutcome> VerifyAsync(
        BindingKey key,
        string? code,
        AllowedKinds kinds,
        AttemptDetails details
    ) =>
        TryAsync(
            key,
            (rules, code, kinds, time, details.Ticket),
            static (record, s) =>
                s.rules.Verify(record, s.code, s.kinds, s.time.GetUtcNow(), s.Ticket),
            details
        );

    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public Task<CodeOutcome> UseBackupCodeAsync(
        BindingKey key,
        string? text,
        AllowedKinds kinds,
        AttemptDetails details
    ) =>
        TryAsync(
            key,
            (rules, text, kinds, time, details.Ticket),
            static (record, s) =>
                s.rules.UseBackupCode(record, s.text, s.kinds, s.time.GetUtcNow(), s.Ticket),
            details
        );

    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public Task<CodeOutcome> ConfirmAsync(BindingKey key, PendingClaim claim, string? code) =>
        TryAsync(
            key,
            (rules, claim, code, time),
            static (record, s) => s.rules.Confirm(record, s.claim, s.code, s.time.GetUtcNow())
        );

    /// <summary>The same for an authenticator beside others, and for nothing else: what replaces one takes force under a new epoch.</summary>
    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public Task<CodeOutcome> ConfirmAdditionAsync(
        BindingKey key,
        PendingClaim claim,
        string? code
    ) =>
        TryAsync(
            key,
            (rules, claim, code, time),
            static (record, s) =>
                record is { Pending.Adds: true }
                    ? s.rules.Confirm(record, s.claim, s.code, s.time.GetUtcNow())
                    : new(new(CodeStatus.NoPending), null)
        );

    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public Task<CodeOutcome> AcceptAsync(BindingKey key, PendingClaim claim, string? code) =>
        TryAsync(
            key,
            (rules, claim, code, time),
            static (record, s) => s.rules.Accept(record, s.claim, s.code, s.time.GetUtcNow())
        );

    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public Task<CodeOutcome> VerifyPasskeyAsync(
        BindingKey key,
        PasskeyProof proof,
        AttemptDetails details
    ) =>
        TryAsync(
            key,
            (rules, proof, time),
            static (record, s) => PasskeyRules.Verify(record, s.proof, s.rules, s.time.GetUtcNow()),
            details
        );

    /// <exception cref="DependencyUnavailableException">Nothing was bound, or the outcome is unknown.</exception>
    public Task<CodeOutcome> BindPasskeyAsync(BindingKey key, PasskeyClaim claim) =>
        TryAsync(
            key,
            (key, rules, claim, time),
            static (record, s) =>
                PasskeyRules.Bind(record, s.key, s.claim, s.rules, s.time.GetUtcNow())
        );

    /// <exception cref="DependencyUnavailableException">The challenge wasn't used up, or the outcome is unknown.</exception>
    public Task<CodeOutcome> AcceptPasskeyAsync(BindingKey key, PasskeyClaim claim) =>
        TryAsync(
            key,
            (key, rules, claim, time),
            static (record, s) =>
                PasskeyRules.Accept(record, s.key, s.claim, s.rules, s.time.GetUtcNow())
        );

    /// <summary>Whether nothing would be accepted right now, without looking at anything.</summary>
    public CodeOutcome? Refuse(BindingRecord record) => rules.Refuse(record, time.GetUtcNow());

    /// <summary>Cancels a partial sign-in, so that no copy of its cookie can complete it.</summary>
    public Task SpendSignInAsync(BindingKey key, SignInTicket ticket) =>
        repository.CommitAsync(
            key,
            (ticket, rules, time),
            static (record, s) =>
            {
                var now = s.time.GetUtcNow();
                // The bound keeps an attacker who knows only the password from growing the record without end.
                return
                    record is null
                    || s.ticket.IsSpentIn(record)
                    || record.SpentSignIns.Count(spent => spent.ExpiresAt > now) >= MostGivenUp
                    ? new BindingStep<bool>(false, null)
                    : new(true, s.rules.Spend(record, s.ticket, now));
            }
        );

    /// <summary>Ten new backup codes in place of all earlier ones.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="proven">What the caller has proven. Gone by now, it allows nothing.</param>
    /// <param name="kinds">What is allowed.</param>
    /// <returns>Null when the authenticators were changed since, or are being changed: a switch that has copied the record would lose the codes.</returns>
    public async Task<NewBackupCodes?> IssueBackupCodesAsync(
        BindingKey key,
        ProvenBinding proven,
        AllowedKinds kinds
    )
    {
        var (codes, set) = BackupCodes.Create();
        var issued = await repository.CommitAsync(
            key,
            (set, proven, kinds, rules, time),
            static (record, s) =>
                record?.Active is { } active
                && string.Equals(
                    active.BindingId,
                    s.proven.Binding.BindingId,
                    StringComparison.Ordinal
                )
                && ProofId.Counts(active, s.proven.ProofId, s.kinds)
                && !s.rules.IsHeld(record, s.time.GetUtcNow())
                    ? new BindingStep<bool>(
                        true,
                        record with
                        {
                            Active = active with { BackupCodes = s.set },
                        }
                    )
                    : new(false, null)
        );
        return issued ? new NewBackupCodes(codes, set) : null;
    }

    /// <summary>Removes one authenticator, if the member can verify with another.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="id">Which one.</param>
    /// <param name="proofId">What the caller has proven. Gone by now, it allows nothing: of two people with one authenticator each, the first one removes the other's.</param>
    /// <param name="kinds">What is allowed.</param>
    public Task<AuthenticatorRemoval> RemoveAsync(
        BindingKey key,
        string id,
        string proofId,
        AllowedKinds kinds
    ) =>
        repository.CommitAsync(
            key,
            (id, proofId, kinds),
            static (record, s) =>
            {
                if (record?.Active is { } active && !ProofId.Counts(active, s.proofId, s.kinds))
                {
                    return new BindingStep<AuthenticatorRemoval>(
                        AuthenticatorRemoval.ProofGone,
                        null
                    );
                }

                return AuthenticatorRules.Refuse(record?.Active, s.id, s.kinds) is { } refusal
                    ? new(refusal, null)
                    : new(
                        AuthenticatorRemoval.Removed,
                        record! with
                        {
                            Active = AuthenticatorRules.Without(record.Active!, s.id),
                            // It may have been begun with the one that is lost.
                            Pending = null,
                        }
                    );
            }
        );

    /// <returns>False when there is none with this id.</returns>
    public Task<bool> RenameAsync(BindingKey key, string id, string name) =>
        repository.CommitAsync(
            key,
            (id, name),
            static (record, s) =>
                AuthenticatorRules.Rename(record, s.id, s.name) is { } renamed
                    ? new BindingStep<bool>(true, renamed)
                    : new(false, null)
        );

    /// <summary>Voids whatever the member has: authenticator, pending one, codes and passes for a first binding, failures, and passkeys that browsers were asked for. The record stays, so that its version keeps counting. False when there was nothing.</summary>
    public Task<bool> ResetAsync(BindingKey key) =>
        repository.CommitAsync(
            key,
            (key, time),
            static (record, s) =>
            {
                // Also where there is nothing yet: a browser may have been asked for the first passkey.
                var marked = ResetMark.PutOn(
                    record ?? new BindingRecord { Key = s.key },
                    s.time.GetUtcNow()
                );
                return
                    record is null or { Active: null, Pending: null, Enrollment: null, Failures: 0 }
                    ? new BindingStep<bool>(false, marked)
                    : new(
                        true,
                        AttemptBudget.Cleared(marked) with
                        {
                            Active = null,
                            Pending = null,
                            Enrollment = null,
                            Windows = [],
                        }
                    );
            }
        );

    /// <summary>One attempt with a code: only where this node can judge it, and remembered and told once its outcome is committed.</summary>
    private async Task<CodeOutcome> TryAsync<TState>(
        BindingKey key,
        TState state,
        Func<BindingRecord?, TState, BindingStep<CodeOutcome>> decide,
        AttemptDetails? details = null
    )
    {
        await clock.EnsureAgreesAsync(key.Scope.Tenant);
        var outcome = await repository.CommitAsync(
            key,
            (state, decide, details?.Alongside),
            static (record, s) =>
            {
                var (answer, commit) = s.decide(record, s.state);
                answer = answer with { WindowGeneration = record?.WindowGeneration };
                // Only of what is accepted, and only in the write that uses it up.
                return new BindingStep<CodeOutcome>(
                    answer,
                    answer.Status == CodeStatus.Accepted && s.Alongside is { } alongside
                        ? alongside(commit!, answer)
                        : commit
                );
            },
            details?.Read
        );
        Note(key, outcome);
        return outcome;
    }

    /// <summary>Remembers and tells the outcome of an attempt that was committed elsewhere.</summary>
    public void Note(BindingKey key, CodeOutcome outcome)
    {
        foreach (var app in outcome.Matched ?? [])
        {
            steps.Add(key.Scope.Tenant, app.Id, app.LastAcceptedStep);
        }

        Tell(outcome);
    }

    private void Tell(CodeOutcome outcome)
    {
        var result = ResultTag(outcome.Status);
        metrics.Verified(result);
        if (outcome.Status is CodeStatus.Wrong)
        {
            BindingLog.CodeRefused(logger, result, outcome.Failures);
            if (AttemptBudget.DelayAfter(outcome.Failures) is not null)
            {
                metrics.LockedOut();
                BindingLog.LockedOut(logger, outcome.Failures);
            }
        }
    }

    private static string ResultTag(CodeStatus status) =>
        status switch
        {
            CodeStatus.Accepted => "verified",
            CodeStatus.Wrong => "wrong_code",
            CodeStatus.Malformed => "malformed",
            CodeStatus.Replayed => "replayed",
            CodeStatus.LockedOut => "locked_out",
            CodeStatus.Disabled => "disabled",
            CodeStatus.NotBound => "not_bound",
            CodeStatus.SignInSpent => "sign_in_spent",
            CodeStatus.CounterWentBack => "counter_went_back",
            CodeStatus.NotAllowed => "not_allowed",
            CodeStatus.Full => "full",
            _ => "no_pending",
        };
}
