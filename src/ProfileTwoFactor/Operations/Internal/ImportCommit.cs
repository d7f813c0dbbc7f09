using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Switches the earlier second factor off and the package's on, in one transaction.</summary>
internal sealed class ImportCommit(
    ConfiguredStores stores,
    ImportPreparation preparation,
    PolicyReader policies,
    ScopeRegistry scopes,
    RetiredEpochQueue retired,
    TimeProvider time
)
{
    /// <exception cref="InvalidOperationException">The app isn't set up for it.</exception>
    public IImportStore Store =>
        stores.Import
        ?? throw new InvalidOperationException(
            "The import needs the stores of the package and the earlier second factors in one database: it switches the one on and the other off in one transaction. Call AddEntityFrameworkStores<TContext>() with the context of the app's users, and no other stores."
        );

    /// <returns>False if everything was rolled back, because something was changed at the same time.</returns>
    /// <exception cref="ImportOutcomeUnknownException">The commit may have been made. After every other exception, it wasn't.</exception>
    public async Task<bool> TryAsync(ImportedAccount account, CancellationToken cancellationToken)
    {
        var scope = account.Binding.Key.Scope;
        var isPrepared = false;
        try
        {
            var written = await Store.WriteAsync(
                async (services, unitOfWork, token) =>
                {
                    var records = await ChangeAsync(account, services, unitOfWork, token);
                    isPrepared |= records is not null;
                    return records;
                },
                cancellationToken
            );
            return written == StoreWriteStatus.Written;
        }
        catch (Exception exception)
            when (isPrepared
                && !(
                    exception is OperationCanceledException
                    && cancellationToken.IsCancellationRequested
                )
            )
        {
            // The commit's answer may be all that was lost. Only the stored epoch can say so.
            if (await IsWrittenAsync(account.Binding.Key, exception))
            {
                return true;
            }

            throw;
        }
        finally
        {
            // Also when the outcome is unknown: "not required" must not be repeated.
            scopes.Invalidate(scope);
            retired.Enqueue(scope);
        }
    }

    private async Task<bool> IsWrittenAsync(BindingKey key, Exception failure)
    {
        try
        {
            var policy = await policies.FindAsync(key.Scope);
            return string.Equals(policy?.Epoch, key.Epoch, StringComparison.Ordinal);
        }
        catch (DependencyUnavailableException)
        {
            throw new ImportOutcomeUnknownException(failure);
        }
    }

    private async Task<PolicyAndBinding?> ChangeAsync(
        ImportedAccount account,
        IServiceProvider services,
        object unitOfWork,
        CancellationToken cancellationToken
    )
    {
        var source = services.GetRequiredService<ITwoFactorImportSource>();
        if (!ReferenceEquals(source.UnitOfWork, unitOfWork))
        {
            throw new InvalidOperationException(
                $"The import is refused: the package's stores use {unitOfWork.GetType().Name}, and the earlier second factors are in {source.UnitOfWork?.GetType().Name ?? "a store that names no unit of work"}. "
                    + "In two transactions, either both second factors or none would be asked for if the second one failed. Keep the package's tables in the context of the app's users: AddEntityFrameworkStores<TContext>() and modelBuilder.AddProfileTwoFactor()."
            );
        }

        if (!await source.TrySwitchOffAsync(account.UserId, account.Found, cancellationToken))
        {
            return null;
        }

        // After the earlier second factor is off: the steps are those that it can have accepted until now.
        var binding = preparation.WithUsedSteps(account.Binding, account.Found.ToleratedSteps);
        return new PolicyAndBinding(Switched(account), binding);
    }

    private PolicyRecord Switched(ImportedAccount account) =>
        new()
        {
            Scope = account.Binding.Key.Scope,
            Version = account.Policy?.Version ?? 0,
            Enabled = true,
            Epoch = account.Binding.Key.Epoch,
            ChangedAt = time.GetUtcNow(),
            ChangedBy = account.OperatorId,
            Values = account.Policy?.Values,
            RetiredEpochs =
            [
                .. account.Policy?.RetiredEpochs ?? [],
                // Of a set-up that was begun and not finished, or before it was disabled.
                account.Policy?.Epoch
                    ?? "",
            ],
        };
}
