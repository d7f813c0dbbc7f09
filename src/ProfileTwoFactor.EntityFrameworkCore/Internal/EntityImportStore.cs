using System.Data.Common;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Writes an imported policy and binding in one transaction with the app's change.</summary>
/// <remarks>The only write of the package in a context that the app's code works with as well: what it changes there must be committed with our rows, or not at all.</remarks>
internal sealed class EntityImportStore<TContext>(
    IServiceScopeFactory scopes,
    OwnContext<TContext> own
) : IImportStore
    where TContext : DbContext
{
    public async Task<StoreWriteStatus> WriteAsync(
        Func<IServiceProvider, object, CancellationToken, Task<PolicyAndBinding?>> change,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        var attempted = new Attempted();
        try
        {
            return await own.RunAsync(
                context =>
                    // Each attempt has a scope of its own: what a failed one left in a context must not be saved by the next.
                    context
                        .Database.CreateExecutionStrategy()
                        .ExecuteAsync(
                            token => TryAsync(change, attempted, token),
                            cancellationToken
                        ),
                cancellationToken
            );
        }
        catch (Exception exception)
            when (exception is DbException or DbUpdateException or RetryLimitExceededException
                && attempted.Records is not null
            )
        {
            // A row that another caller has inserted, or a commit whose answer was lost: the stored epoch says which.
            if (await FindAsync(attempted.Records.Value, cancellationToken) is not { } status)
            {
                throw;
            }

            return status;
        }
    }

    private async Task<StoreWriteStatus> TryAsync(
        Func<IServiceProvider, object, CancellationToken, Task<PolicyAndBinding?>> change,
        Attempted attempted,
        CancellationToken cancellationToken
    )
    {
        using var outside = new TransactionScope(
            TransactionScopeOption.Suppress,
            TransactionScopeAsyncFlowOption.Enabled
        );
        await using var scope = scopes.CreateAsyncScope();
        var context =
            scope.ServiceProvider.GetService<TContext>()
            ?? throw new InvalidOperationException(
                $"The import needs {typeof(TContext).Name} in the app's services, where the app's users are read from as well. Call services.AddDbContext<{typeof(TContext).Name}>(...)."
            );
        ContextRules.ThrowIfUnusable(context);
        own.LimitCommands(context);
        if (
            attempted.Records is { } before
            && await FindAsync(before, cancellationToken) is StoreWriteStatus.Written
        )
        {
            // The attempt before was committed, and only its answer was lost.
            return StoreWriteStatus.Written;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(
            cancellationToken
        );
        if (
            await change(scope.ServiceProvider, context, cancellationToken)
            is not { Policy: { } policy, Binding: { } binding } records
        )
        {
            return StoreWriteStatus.Conflict;
        }

        attempted.Records = records;
        if (
            await WriteAsync(context, BindingRow.From(binding), binding.Version, cancellationToken)
                != 1
            || await WriteAsync(context, PolicyRow.From(policy), policy.Version, cancellationToken)
                != 1
        )
        {
            return StoreWriteStatus.Conflict;
        }

        // A store that leaves saving to the app has only marked its changes; committed without them, both second factors would count.
        await context.SaveChangesAsync(cancellationToken);
        // Not canceled any more: the outcome would be unknown.
        await transaction.CommitAsync(CancellationToken.None);
        return StoreWriteStatus.Written;
    }

    private static Task<int> WriteAsync(
        TContext context,
        object row,
        long expectedVersion,
        CancellationToken cancellationToken
    ) =>
        expectedVersion == 0
            ? RowStatement.InsertAsync(context, row, cancellationToken)
            : RowStatement.UpdateAsync(context, row, expectedVersion, cancellationToken);

    /// <returns>Null if the database has what it had before, so that it wasn't a conflict that failed.</returns>
    private async Task<StoreWriteStatus?> FindAsync(
        PolicyAndBinding records,
        CancellationToken cancellationToken
    )
    {
        var key = RowKey.Of(records.Policy!.Scope);
        var row = await own.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorPolicyEntity>(context)
                    .SingleOrDefaultAsync(stored => stored.Key == key, cancellationToken),
            cancellationToken
        );
        return row?.Epoch == records.Policy.Epoch ? StoreWriteStatus.Written
            : (row?.Version ?? 0) != records.Policy.Version ? StoreWriteStatus.Conflict
            : null;
    }

    private sealed class Attempted
    {
        public PolicyAndBinding? Records { get; set; }
    }
}
