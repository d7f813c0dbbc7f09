using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>What a column of the package must be, whatever the host says of all its columns.</summary>
/// <param name="Name">The property.</param>
/// <param name="MaxLength">Null: no limit, or not a text.</param>
/// <param name="IsNullable">Whether rows without a value are written.</param>
/// <param name="IsAscii">Hashes in hex, which need no Unicode.</param>
internal sealed record ColumnShape(
    string Name,
    int? MaxLength = null,
    bool IsNullable = false,
    bool IsAscii = false
)
{
    /// <summary>Sets every facet, those without a value too: a host's conventions have filled them in before.</summary>
    public void Apply(IMutableProperty property)
    {
        property.IsNullable = IsNullable;
        property.SetMaxLength(MaxLength);
        property.SetIsUnicode(IsAscii ? false : null);
        property.SetIsFixedLength(null);
        property.SetPrecision(null);
        property.SetScale(null);
        property.SetColumnType(null);
        property.SetCollation(null);
        property.SetValueConverter((ValueConverter?)null);
        property.SetProviderClrType(null);
        property.SetValueComparer((ValueComparer?)null);
    }
}
