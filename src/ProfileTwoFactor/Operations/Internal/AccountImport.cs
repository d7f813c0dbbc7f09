using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Imports one account: reads, prepares, and commits both systems' changes in one transaction.</summary>
internal sealed class AccountImport(
    IServiceScopeFactory scopes,
    OperatorLookup lookup,
    PolicyReader policies,
    ImportPreparation preparation,
    ImportCommit commit,
    Deadline deadline,
    ILogger<AccountImport> logger
)
{
    private const int MostAttempts = 4;

    /// <returns>The result, and the account if it was imported.</returns>
    /// <exception cref="DependencyUnavailableException">A store, the source, or the key ring failed; nothing was changed.</exception>
    /// <exception cref="ImportOutcomeUnknownException">The commit may have been made.</exception>
    public async Task<(TwoFactorImportResult Result, TwoFactorAccount? Account)> RunAsync(
        string userId,
        string tenant,
        string operatorId,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        // The same in all attempts: a commit whose answer was lost is found by it.
        var epoch = RandomId.Create();
        var result = new TwoFactorImportResult(userId, TwoFactorImportStatus.Imported);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            if (await ReadAsync(services, userId, cancellationToken) is not { } found)
            {
                return Skip(userId, TwoFactorImportStatus.UserNotFound);
            }

            if (await FindAccountAsync(services, userId, cancellationToken) is not { } account)
            {
                return Skip(userId, TwoFactorImportStatus.AccountUnreadable);
            }

            var key = AccountScope.Of(account, tenant);
            var policy = await policies.FindAsync(key);
            if (policy is { Enabled: true })
            {
                return string.Equals(policy.Epoch, epoch, StringComparison.Ordinal)
                    ? (result with { Status = TwoFactorImportStatus.Imported }, account)
                    : Skip(userId, TwoFactorImportStatus.AlreadyEnabled);
            }

            if (Refuse(found, out var secret) is { } refusal)
            {
                return Skip(userId, refusal);
            }

            var codes = BackupCodes.Import(found.RecoveryCodes, hash: !dryRun, out var taken);
            // Also for the next attempt, which may find that this one was committed.
            result = new TwoFactorImportResult(userId, TwoFactorImportStatus.WouldBeImported)
            {
                RecoveryCodes = taken,
                RecoveryCodesLeftOut =
                    found.RecoveryCodes.Count - taken + found.UnreadableRecoveryCodes,
            };
            if (dryRun)
            {
                return (result, null);
            }

            var binding = preparation.Bind(
                new BindingKey(key, epoch, account.UserId, ""),
                secret,
                codes
            );
            if (
                await commit.TryAsync(
                    new ImportedAccount(userId, found, policy, binding, operatorId),
                    cancellationToken
                )
            )
            {
                return (result with { Status = TwoFactorImportStatus.Imported }, account);
            }
        }

        return Skip(userId, TwoFactorImportStatus.Changed);
    }

    private async Task<ImportedSecondFactor?> ReadAsync(
        IServiceProvider services,
        string userId,
        CancellationToken cancellationToken
    ) =>
        await deadline.AskAsync(
            DependencyNames.Directory,
            (services, userId),
            static (s, token) =>
                new ValueTask<ImportedSecondFactor?>(
                    s.services.GetRequiredService<ITwoFactorImportSource>()
                        .FindAsync(s.userId, token)
                ),
            cancellationToken
        );

    private static TwoFactorImportStatus? Refuse(ImportedSecondFactor found, out byte[] secret)
    {
        secret = [];
        return !found.IsEnabled ? TwoFactorImportStatus.NotEnabled
            : found.IsLockedOut ? TwoFactorImportStatus.LockedOut
            : ImportedKey.Read(found.Key, out secret);
    }

    private async Task<TwoFactorAccount?> FindAccountAsync(
        IServiceProvider services,
        string userId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await lookup.FindAccountAsync(services, userId, cancellationToken);
        }
        catch (DependencyUnavailableException exception)
            when (!cancellationToken.IsCancellationRequested)
        {
            // The source has just answered about this user, so the database does: it is this account.
            ImportLog.AccountUnreadable(logger, exception);
            return null;
        }
    }

    private static (TwoFactorImportResult, TwoFactorAccount?) Skip(
        string userId,
        TwoFactorImportStatus status
    ) => (new(userId, status), null);
}
