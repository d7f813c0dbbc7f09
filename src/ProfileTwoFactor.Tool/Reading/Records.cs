using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>Rows as the package reads them. What the package can't read, the tool can't either.</summary>
internal static class Records
{
    /// <exception cref="InvalidDataException">The row makes no sense.</exception>
    public static PolicyRecord Policy(TwoFactorPolicyEntity row, string? tenant = null)
    {
        var record = PolicyRow.ToRecord(row, ScopeOf(row.ScopeKind, row.ScopeId, row.ScopeStamp));
        return record with { Scope = record.Scope.InTenant(tenant) };
    }

    /// <exception cref="InvalidDataException">The row makes no sense.</exception>
    public static BindingRecord Binding(TwoFactorBindingEntity row) =>
        BindingRow.ToRecord(row, ScopeOf(row.ScopeKind, row.ScopeId, row.ScopeStamp), row.Epoch);

    /// <summary>Null if the row makes no sense, so that one row doesn't stop work on the others.</summary>
    public static BindingRecord? BindingOrNull(TwoFactorBindingEntity row)
    {
        try
        {
            return Binding(row);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    public static TwoFactorScope ScopeOf(int kind, string id, string stamp)
    {
        try
        {
            return (TwoFactorScopeKind)kind switch
            {
                TwoFactorScopeKind.Profile => TwoFactorScope.Profile(id, stamp),
                TwoFactorScopeKind.Account => TwoFactorScope.Account(id, stamp),
                _ => throw new InvalidDataException("ScopeKind is unknown."),
            };
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("The id of a row is empty or too long.", exception);
        }
    }
}
