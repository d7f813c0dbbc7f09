using ProfileTwoFactor;

namespace HeatmapSite.Audit;

internal static class SecurityEventQueries
{
    /// <summary>What happened in one scope. By all of its parts: a person and a profile may have the same id, and so may two profiles, one after the other.</summary>
    public static IQueryable<SecurityEvent> Of(
        this IQueryable<SecurityEvent> rows,
        TwoFactorScope scope
    )
    {
        var isAccount = scope.Kind == TwoFactorScopeKind.Account;
        var (id, stamp) = (scope.Id, scope.Stamp);
        return rows.Where(row =>
            row.IsAccount == isAccount && row.ScopeId == id && row.ScopeStamp == stamp
        );
    }
}
