using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Says at start, not at the first event, that the context has no table for the history. Asks the model only, not the database.</summary>
internal sealed class HistoryModelCheck<TContext>(OwnContext<TContext> own) : LifecycleService
    where TContext : DbContext
{
    public static void ThrowIfMissing(DbContext context)
    {
        if (context.Model.FindEntityType(typeof(TwoFactorHistoryEntity)) is null)
        {
            var name = context.GetType().Name;
            throw new InvalidOperationException(
                $"{name} has no table for the security history of ProfileTwoFactor. Call modelBuilder.AddProfileTwoFactorHistory() in {name}.OnModelCreating, and then add a migration."
            );
        }
    }

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await own.RunAsync(
                context =>
                {
                    ThrowIfMissing(context);
                    return Task.FromResult(true);
                },
                cancellationToken
            );
        }
        catch (ContextCreationException)
        {
            // The check of the other tables reports it, or a tenant is needed: each use checks again.
        }
    }
}
