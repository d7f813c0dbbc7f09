using ProfileTwoFactor.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table of the security history to the app's context.</summary>
public static class ProfileTwoFactorHistoryModelBuilderExtensions
{
    /// <summary>Adds the table of the security history. Call it in <c>OnModelCreating</c> beside <c>AddProfileTwoFactor()</c>, and then add a migration.</summary>
    /// <param name="modelBuilder">The model builder of the app's context.</param>
    /// <param name="table">The name of the table. The default is <c>TwoFactorHistory</c>.</param>
    /// <param name="schema">The schema of the table. The default is null: the context's default schema.</param>
    public static ModelBuilder AddProfileTwoFactorHistory(
        this ModelBuilder modelBuilder,
        string table = "TwoFactorHistory",
        string? schema = null
    )
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentException.ThrowIfNullOrEmpty(table);
        return modelBuilder.Entity<TwoFactorHistoryEntity>(history =>
        {
            ProfileTwoFactorModelBuilderExtensions.Add(history, table, schema);
            history.HasIndex(row => new
            {
                row.ScopeKey,
                row.TimeUtcTicks,
                row.Key,
            });
            history.HasIndex(row => row.TimeUtcTicks);
        });
    }
}
