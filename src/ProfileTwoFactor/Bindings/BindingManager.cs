using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What can be done with bindings, for every kind of scope. Each verb is one compare-and-swap of one record.</summary>
internal sealed class BindingManager(
    BindingRepository repository,
    SecretProtection protection,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    CodeRules rules,
    CodeAttempts attempts
)
{
    private const int MostGivenUp = 64;

    private readonly TimeSpan _pendingLifetime = options.Value.PendingBindingLifetime;

    public Task<BindingRecord?> FindAsync(BindingKey key) => repository.FindAsync(key);

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) => repository.ListAsync(scope, epoch, token);

    /// <summary>Replaces any earlier pending secret. Null when the binding it should build on was changed in the meantime.</summary>
    public Task<PendingSecret?> BeginAsync(BindingKey key, PendingClaim claim, string? replaces)
    {
        var secret = TotpAlgorithm.CreateSecret();
        var pending = new PendingBinding
        {
            BindingId = RandomId.Create(),
            ProtectedSecret = protection.Protect(key, secret),
            ReplacesBindingId = replaces,
            CallerHash = claim.CallerHash!,
            OwnerMemberId = claim.OwnerMemberId,
            ExpiresAt = time.GetUtcNow() + _pendingLifetime,
        };
        return repository.CommitAsync<
            PendingSecret?,
            (BindingKey Key, PendingBinding Pending, byte[] Secret)
        >(
            key,
            (key, pending, secret),
            static (record, s) =>
                string.Equals(
                    record?.Active?.BindingId,
                    s.Pending.ReplacesBindingId,
                    StringComparison.Ordinal
                )
                    ? new(
                        new PendingSecret(s.Secret, s.Pending.ExpiresAt),
                        (record ?? new BindingRecord { Key = s.Key }) with
                        {
                            Pending = s.Pending,
                        }
                    )
                    : new(null, null)
        );
    }

    public Task<CodeOutcome> VerifyAsync(
        BindingKey key,
        string? code,
        SignInTicket? ticket = null
    ) =>
        attempts.RunAsync(
            key,
            () =>
                repository.CommitAsync(
                    key,
                    (rules, code, time, ticket),
                    static (record, s) =>
                        s.rules.Verify(record, s.code, s.time.GetUtcNow(), s.ticket)
                )
        );

    public Task<CodeOutcome> UseBackupCodeAsync(
        BindingKey key,
        string? text,
        SignInTicket? ticket = null
    ) =>
        attempts.RunAsync(
            key,
            () =>
                repository.CommitAsync(
                    key,
                    (rules, text, time, ticket),
                    static (record, s) =>
                        s.rules.UseBackupCode(record, s.text, s.time.GetUtcNow(), s.ticket)
                )
        );

    /// <summary>Cancels a partial sign-in, so that no copy of its cookie can complete it.</summary>
    public Task SpendSignInAsync(BindingKey key, SignInTicket ticket) =>
        repository.CommitAsync(
            key,
            (ticket, time),
            static (record, s) =>
            {
                var now = s.time.GetUtcNow();
                // The bound keeps an attacker who knows only the password from growing the record without end.
                return
                    record is null
                    || s.ticket.IsSpentIn(record)
                    || record.SpentSignIns.Count(spent => spent.ExpiresAt > now) >= MostGivenUp
                    ? new BindingStep<bool>(false, null)
                    : new(true, record with { SpentSignIns = s.ticket.AddedTo(record, now) });
            }
        );

    public Task<CodeOutcome> ConfirmAsync(BindingKey key, PendingClaim claim, string? code) =>
        attempts.RunAsync(
            key,
            () =>
                repository.CommitAsync(
                    key,
                    (rules, claim, code, time),
                    static (record, s) =>
                        s.rules.Confirm(record, s.claim, s.code, s.time.GetUtcNow())
                )
        );

    public Task<CodeOutcome> AcceptAsync(BindingKey key, PendingClaim claim, string? code) =>
        attempts.RunAsync(
            key,
            () =>
                repository.CommitAsync(
                    key,
                    (rules, claim, code, time),
                    static (record, s) =>
                        s.rules.Accept(record, s.claim, s.code, s.time.GetUtcNow())
                )
        );

    /// <summary>Writes a proven binding under another epoch. Inert until a policy names that epoch.</summary>
    public async Task CopyToEpochAsync(BindingKey from, BindingKey to, ActiveBinding binding)
    {
        var secret = protection.Unprotect(from, binding.ProtectedSecret);
        var record = new BindingRecord
        {
            Key = to,
            Active = binding with { ProtectedSecret = protection.Protect(to, secret) },
        };
        if (await repository.WriteAsync(record) != StoreWriteStatus.Written)
        {
            // A fresh random epoch can't be taken; the store lost the answer to its own insert and sees the row now.
            throw new DependencyUnavailableException(
                DependencyNames.SecretStore,
                "it reported a conflict for a record that no other request can know"
            );
        }
    }

    public Task DeleteEpochAsync(TwoFactorScope scope, string epoch) =>
        repository.DeleteEpochAsync(scope, epoch);

    /// <summary>Ten new backup codes in place of all earlier ones. Null when the binding changed since <paramref name="bindingId"/> was verified.</summary>
    public async Task<IReadOnlyList<string>?> IssueBackupCodesAsync(
        BindingKey key,
        string bindingId
    )
    {
        var (codes, set) = BackupCodes.Create();
        var issued = await repository.CommitAsync(
            key,
            (set, bindingId),
            static (record, s) =>
                record?.Active is { } active
                && string.Equals(active.BindingId, s.bindingId, StringComparison.Ordinal)
                    ? new BindingStep<bool>(
                        true,
                        record with
                        {
                            Active = active with { BackupCodes = s.set },
                        }
                    )
                    : new(false, null)
        );
        return issued ? codes : null;
    }

    /// <summary>Voids whatever the member has: authenticator, pending one, failures. The record stays, so that its version keeps counting. False when there was nothing.</summary>
    public Task<bool> ResetAsync(BindingKey key) =>
        repository.CommitAsync(
            key,
            0,
            static (record, _) =>
                record is null or { Active: null, Pending: null, Failures: 0 }
                    ? new BindingStep<bool>(false, null)
                    : new(
                        true,
                        AttemptBudget.Cleared(record) with
                        {
                            Active = null,
                            Pending = null,
                        }
                    )
        );
}
