using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Runs a piece of work in a separate scope, context, connection, and transaction.</summary>
internal sealed class OwnContext<TContext>(
    IServiceScopeFactory scopes,
    IOptions<ProfileTwoFactorOptions> options
)
    where TContext : DbContext
{
    public Task<T> RunAsync<T>(Func<TContext, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, needsOurTables: true, cancellationToken);

    /// <summary>Reads what is the app's own, so any context will do.</summary>
    public Task<T> ReadHostsAsync<T>(
        Func<TContext, Task<T>> work,
        CancellationToken cancellationToken
    ) => RunAsync(work, needsOurTables: false, cancellationToken);

    private async Task<T> RunAsync<T>(
        Func<TContext, Task<T>> work,
        bool needsOurTables,
        CancellationToken cancellationToken
    )
    {
        // A host's ambient transaction that rolls back would give a used code back.
        using var outside = new TransactionScope(
            TransactionScopeOption.Suppress,
            TransactionScopeAsyncFlowOption.Enabled
        );
        await using var scope = scopes.CreateAsyncScope();
        if (Create(() => scope.ServiceProvider.GetService<TContext>()) is { } scoped)
        {
            return await RunAsync(scoped, work, needsOurTables);
        }

        var factory =
            scope.ServiceProvider.GetService<IDbContextFactory<TContext>>()
            ?? throw new InvalidOperationException(
                $"ProfileTwoFactor requires {typeof(TContext).Name}, but it isn't registered. "
                    + $"Call services.AddDbContext<{typeof(TContext).Name}>(...) or AddDbContextFactory."
            );
        await using var created = await CreateAsync(factory, cancellationToken);
        return await RunAsync(created, work, needsOurTables);
    }

    private static TContext? Create(Func<TContext?> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception)
        {
            throw new ContextCreationException(typeof(TContext).Name, exception);
        }
    }

    private static async Task<TContext> CreateAsync(
        IDbContextFactory<TContext> factory,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await factory.CreateDbContextAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ContextCreationException(typeof(TContext).Name, exception);
        }
    }

    private Task<T> RunAsync<T>(TContext context, Func<TContext, Task<T>> work, bool needsOurTables)
    {
        if (needsOurTables)
        {
            ContextRules.ThrowIfUnusable(context);
        }

        LimitCommands(context);
        return work(context);
    }

    /// <summary>Ends each command of the context at our deadline.</summary>
    public void LimitCommands(TContext context)
    {
        if (options.Value.DependencyTimeout > TimeSpan.Zero)
        {
            // The caller stops waiting after this time. SQLite waits for a lock on the calling thread, deaf to cancellation: with its
            // 30 seconds one long transaction of the host would take a thread from the pool for every request during this time.
            context.Database.SetCommandTimeout(
                TimeSpan.FromSeconds(Math.Ceiling(options.Value.DependencyTimeout.TotalSeconds))
            );
        }
    }
}
