using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class StoredRows
{
    /// <summary>The package's rows as they are stored: a query filter of the host, such as for deleted rows, could hide a binding, and none would look like "not bound".</summary>
    public static IQueryable<TRow> Of<TRow>(DbContext context)
        where TRow : class => context.Set<TRow>().IgnoreQueryFilters().AsNoTracking();
}
