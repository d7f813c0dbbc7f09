using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>Lets a test step in while an import is under way.</summary>
public sealed class ImportFaults : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>Called once before a transaction begins.</summary>
    public Func<Task>? BeforeTransaction { get; set; }

    /// <summary>Called before each command with its text.</summary>
    public Action<string>? BeforeCommand { get; set; }

    /// <summary>Called before each query with its text.</summary>
    public Action<string>? BeforeQuery { get; set; }

    /// <summary>Called before each command that isn't a query.</summary>
    public Action<DbCommand>? Watch { get; set; }

    /// <summary>Called once after a commit. What it throws is the lost answer.</summary>
    public Action? AfterCommit { get; set; }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        if (BeforeTransaction is { } step)
        {
            BeforeTransaction = null;
            await step();
        }

        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        BeforeCommand?.Invoke(command.CommandText);
        Watch?.Invoke(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        BeforeQuery?.Invoke(command.CommandText);
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (AfterCommit is { } lost)
        {
            AfterCommit = null;
            lost();
        }

        return Task.CompletedTask;
    }
}
