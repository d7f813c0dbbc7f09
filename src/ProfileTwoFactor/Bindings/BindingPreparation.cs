using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Writes what is not in force yet: a pending binding, and a proven one under an epoch that no policy names.</summary>
internal sealed class BindingPreparation(
    BindingRepository repository,
    SecretProtection protection,
    FirstProofRules proofs,
    NodeClock clock,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private readonly TimeSpan _pendingLifetime = options.Value.PendingBindingLifetime;

    /// <summary>Replaces any earlier pending secret. Null when the binding it should build on was changed in the meantime.</summary>
    public Task<PendingSecret?> BeginAsync(BindingKey key, PendingClaim claim, PendingAim aim)
    {
        var (pending, secret) = Create(key, claim, aim);
        return repository.CommitAsync<
            PendingSecret?,
            (BindingKey Key, PendingBinding Pending, PendingSecret Secret)
        >(
            key,
            (key, pending, secret),
            static (record, s) =>
                PendingClaim.BuildsOn(s.Pending, record?.Active)
                    ? new(s.Secret, With(record, s.Key, s.Pending))
                    : new(null, null)
        );
    }

    /// <summary>The pending secret of this caller once more; null when there is none.</summary>
    public async Task<PendingSecret?> FindAsync(BindingKey key, PendingClaim claim) =>
        await repository.FindAsync(key) is { Pending: { } pending } record
        && claim.Matches(pending, record.Active, time.GetUtcNow())
            ? PendingSecret.Of(pending, protection.Unprotect(key, pending.ProtectedSecret))
            : null;

    /// <summary>Whether this caller gave the proof that a first binding needs.</summary>
    public async Task<bool> IsProvenAsync(BindingKey key, PendingClaim claim) =>
        claim.IsProvenBy(await repository.FindAsync(key), time.GetUtcNow());

    /// <summary>A first binding that needs a proof. The proof is used up in the write that stores the pending secret.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="before">What the caller presents: the browser that gave a proof begins again without another one, as long as its pending binding lives.</param>
    /// <param name="claim">What the caller presents from now on.</param>
    /// <param name="aim">What it is for.</param>
    /// <param name="proof">What was typed; null for nothing.</param>
    public async Task<PendingStart> BeginProvenAsync(
        BindingKey key,
        PendingClaim before,
        PendingClaim claim,
        PendingAim aim,
        string? proof
    )
    {
        if (proof is not null)
        {
            await clock.EnsureAgreesAsync(key.Scope.Tenant);
        }

        var (pending, secret) = Create(key, claim, aim);
        return await repository.CommitAsync(
            key,
            (proofs, time, key, before, claim, proof, pending, secret),
            static (record, s) =>
            {
                if (!PendingClaim.BuildsOn(s.pending, record?.Active))
                {
                    return new(new PendingStart(PendingStartStatus.AlreadyBound), null);
                }

                var now = s.time.GetUtcNow();
                if (record?.Pending is { } own && s.before.Matches(own, record.Active, now))
                {
                    // A proof isn't good for ever: what is begun again with it ends when the first would have.
                    var again = s.pending with
                    {
                        ExpiresAt = own.ExpiresAt,
                    };
                    return new(
                        new PendingStart(
                            PendingStartStatus.Begun,
                            PendingSecret.Of(again, s.secret.Secret)
                        ),
                        With(record, s.key, again)
                    );
                }

                if (s.proof is null)
                {
                    return new(new PendingStart(PendingStartStatus.ProofRequired), null);
                }

                var proven = s.proofs.Check(record, s.key, s.proof, s.claim, now);
                return proven.Accepted
                    ? new(
                        new PendingStart(PendingStartStatus.Begun, s.secret)
                        {
                            UsedProof = true,
                            Code = proven.Code,
                        },
                        With(proven.Commit, s.key, s.pending)
                    )
                    : new BindingStep<PendingStart>(
                        new PendingStart(PendingStartStatus.ProofInvalid) { Code = proven.Code },
                        proven.Commit
                    );
            }
        );
    }

    /// <summary>Writes a proven binding under another epoch. Inert until a policy names that epoch.</summary>
    public async Task CopyToEpochAsync(BindingKey from, BindingKey to, ActiveBinding binding)
    {
        var record = new BindingRecord
        {
            Key = to,
            Active = binding with
            {
                Authenticators = [.. binding.Authenticators.Select(item => Moved(from, to, item))],
            },
            // No window of an earlier release names the new epoch.
            OnlyListedWindows = true,
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

    /// <summary>Keeps a record whose epoch is about to end from accepting anything, and from issuing backup codes: what is committed by then is all that has to be taken over.</summary>
    /// <remarks>
    /// Every code, backup code and passkey meets it, on every node, in the write that would accept it. A switch that doesn't happen releases it,
    /// and one that is cut off leaves it to end by itself.
    /// </remarks>
    /// <returns>The authenticators from now on. Null where nothing is bound.</returns>
    public Task<ActiveBinding?> HoldAsync(BindingKey key, BindingHold hold) =>
        repository.CommitAsync(
            key,
            hold,
            static (record, hold) =>
                record?.Active is { } active
                    ? new BindingStep<ActiveBinding?>(active, HoldMark.PutOn(record, hold))
                    : new(null, null)
        );

    /// <summary>Ends the hold.</summary>
    public Task ReleaseAsync(BindingKey key, BindingHold hold) =>
        repository.CommitAsync(
            key,
            hold,
            static (record, hold) =>
                record is not null && HoldMark.TakeOff(record, hold) is { } released
                    ? new BindingStep<bool>(true, released)
                    : new(false, null)
        );

    public Task DeleteEpochAsync(TwoFactorScope scope, string epoch) =>
        repository.DeleteEpochAsync(scope, epoch);

    private (PendingBinding Pending, PendingSecret Secret) Create(
        BindingKey key,
        PendingClaim claim,
        PendingAim aim
    )
    {
        var secret = TotpAlgorithm.CreateSecret();
        var pending = new PendingBinding
        {
            BindingId = RandomId.Create(),
            ProtectedSecret = protection.Protect(key, secret),
            ReplacesBindingId = aim.Replaces,
            Adds = aim.Adds,
            Name = aim.Name,
            CallerHash = claim.HashFor(aim.Replaces)!,
            OwnerMemberId = claim.OwnerMemberId,
            ExpiresAt = time.GetUtcNow() + _pendingLifetime,
        };
        return (pending, PendingSecret.Of(pending, secret));
    }

    private BoundAuthenticator Moved(BindingKey from, BindingKey to, BoundAuthenticator item) =>
        item.ProtectedSecret is { } secret
            ? item with
            {
                ProtectedSecret = protection.Protect(to, protection.Unprotect(from, secret)),
            }
            : item;

    private static BindingRecord With(
        BindingRecord? record,
        BindingKey key,
        PendingBinding pending
    ) => (record ?? new BindingRecord { Key = key }) with { Pending = pending };
}
