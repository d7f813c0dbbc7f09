using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Writes what is not in force yet: a pending binding, and a proven one under an epoch that no policy names.</summary>
internal sealed class BindingPreparation(
    BindingRepository repository,
    SecretProtection protection,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private readonly TimeSpan _pendingLifetime = options.Value.PendingBindingLifetime;

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

    /// <summary>The pending secret of this caller once more; null when there is none.</summary>
    public async Task<PendingSecret?> FindAsync(BindingKey key, PendingClaim claim) =>
        await repository.FindAsync(key) is { Pending: { } pending } record
        && claim.Matches(pending, record.Active, time.GetUtcNow())
            ? new PendingSecret(
                protection.Unprotect(key, pending.ProtectedSecret),
                pending.ExpiresAt
            )
            : null;

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
}
