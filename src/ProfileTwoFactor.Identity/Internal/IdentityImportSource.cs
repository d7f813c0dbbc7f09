using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>The authenticators and recovery codes in Identity's user store.</summary>
internal sealed class IdentityImportSource<TUser>(
    IdentityUsers<TUser> users,
    IServiceProvider services,
    IOptions<IdentityImportOptions<TUser>> options
) : ITwoFactorImportSource
    where TUser : class
{
    // The names under which every store that derives from Identity's keeps them.
    private const string Provider = "[AspNetUserStore]";
    private const string KeyToken = "AuthenticatorKey";
    private const string CodesToken = "RecoveryCodes";

    // Identity's authenticator provider accepts the codes of two steps ahead, and that is no option of it.
    private const int IdentitysToleratedSteps = 2;

    private readonly IUserStore<TUser> _store = services.GetRequiredService<IUserStore<TUser>>();

    public object? UnitOfWork =>
        options.Value.UnitOfWork is { } named
            ? named(services)
            : _store.GetType().GetProperty("Context")?.GetValue(_store);

    public IAsyncEnumerable<string> ListAsync(string? after, CancellationToken cancellationToken) =>
        TwoFactorUsers.ListAsync(users.Manager, after, cancellationToken);

    public async Task<ImportedSecondFactor?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    ) =>
        await users.FindAsync(userId) is { } user ? await FindAsync(user, cancellationToken) : null;

    public async Task<bool> TrySwitchOffAsync(
        string userId,
        ImportedSecondFactor found,
        CancellationToken cancellationToken
    )
    {
        if (
            await users.FindAsync(userId) is not { } user
            || !IsSame(await FindAsync(user, cancellationToken), found)
        )
        {
            return false;
        }

        // By the store and not by the manager: that would validate names which were valid once, and would change the security stamp, which
        // ends the sessions of everyone who is imported.
        await ((IUserTwoFactorStore<TUser>)_store).SetTwoFactorEnabledAsync(
            user,
            false,
            cancellationToken
        );
        await RemoveAsync(user, cancellationToken);
        var updated = await _store.UpdateAsync(user, cancellationToken);
        if (!updated.Succeeded)
        {
            // The user was changed at the same time: a recovery code was used, for example.
            return updated.Errors.Any(error =>
                error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)
            )
                ? false
                : throw new InvalidOperationException(
                    $"The user store couldn't switch two-factor authentication of a user off: {string.Join(", ", updated.Errors.Select(error => error.Code))}."
                );
        }

        var left = await ReadAsync(user, cancellationToken);
        return !left.IsEnabled && string.IsNullOrEmpty(left.Key) && left.RecoveryCodes.Count == 0
            ? true
            : throw new InvalidOperationException(
                $"{_store.GetType().Name} still returns the authenticator key or recovery codes of a user after they were removed. The import needs a store that keeps them where IUserAuthenticationTokenStore<TUser> or IUserAuthenticatorKeyStore<TUser> removes them."
            );
    }

    private async Task RemoveAsync(TUser user, CancellationToken cancellationToken)
    {
        if (_store is IUserAuthenticationTokenStore<TUser> tokens)
        {
            await tokens.RemoveTokenAsync(user, Provider, KeyToken, cancellationToken);
            await tokens.RemoveTokenAsync(user, Provider, CodesToken, cancellationToken);
        }
        else
        {
            // Identity's authenticator provider accepts no code of an empty key.
            await ((IUserAuthenticatorKeyStore<TUser>)_store).SetAuthenticatorKeyAsync(
                user,
                "",
                cancellationToken
            );
            if (_store is IUserTwoFactorRecoveryCodeStore<TUser> codes)
            {
                await codes.ReplaceCodesAsync(user, [], cancellationToken);
            }
        }
    }

    private async Task<ImportedSecondFactor> FindAsync(
        TUser user,
        CancellationToken cancellationToken
    )
    {
        var found = await ReadAsync(user, cancellationToken);
        return
            found.IsEnabled
            && !string.IsNullOrEmpty(found.Key)
            && options.Value.HasAuthenticator is { } asked
            && !await asked(user, services, cancellationToken)
            ? found with
            {
                Key = null,
            }
            : found;
    }

    private async Task<ImportedSecondFactor> ReadAsync(
        TUser user,
        CancellationToken cancellationToken
    )
    {
        var isEnabled = await users.HasTwoFactorAsync(user);
        var (codes, unreadable) = await ReadCodesAsync(user, cancellationToken);
        return new ImportedSecondFactor
        {
            IsEnabled = isEnabled,
            IsLockedOut =
                users.Manager.SupportsUserLockout && await users.Manager.IsLockedOutAsync(user),
            Key = await ReadKeyAsync(user, cancellationToken),
            RecoveryCodes = codes,
            UnreadableRecoveryCodes = unreadable,
            ToleratedSteps = IdentitysToleratedSteps,
        };
    }

    private async Task<string?> ReadKeyAsync(TUser user, CancellationToken cancellationToken)
    {
        try
        {
            return _store is IUserAuthenticatorKeyStore<TUser> keys
                ? await keys.GetAuthenticatorKeyAsync(user, cancellationToken)
                : null;
        }
        catch (Exception exception) when (!StoreFailures.IsOne(exception))
        {
            // Encrypted by a key of the app that is lost, or damaged: there is a key, and it can't be one.
            return "?";
        }
    }

    private async Task<(IReadOnlyList<string> Codes, int Unreadable)> ReadCodesAsync(
        TUser user,
        CancellationToken cancellationToken
    )
    {
        if (_store is IUserAuthenticationTokenStore<TUser> tokens)
        {
            try
            {
                var text = await tokens.GetTokenAsync(
                    user,
                    Provider,
                    CodesToken,
                    cancellationToken
                );
                return ((text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries), 0);
            }
            catch (Exception exception) when (!StoreFailures.IsOne(exception))
            {
                return ([], 1);
            }
        }

        return
            _store is IUserTwoFactorRecoveryCodeStore<TUser> codes
            && await codes.CountCodesAsync(user, cancellationToken) is > 0 and var count
            ? ([], count)
            : ([], 0);
    }

    private static bool IsSame(ImportedSecondFactor now, ImportedSecondFactor found) =>
        now.IsEnabled
        && !now.IsLockedOut
        && string.Equals(now.Key, found.Key, StringComparison.Ordinal)
        && now.RecoveryCodes.SequenceEqual(found.RecoveryCodes, StringComparer.Ordinal);
}
