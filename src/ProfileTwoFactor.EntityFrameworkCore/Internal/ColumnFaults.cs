using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>What a host made of the package's columns after <c>AddProfileTwoFactor()</c>, where that would lose or change what is written.</summary>
internal sealed class ColumnFaults(DbContext context)
{
    /// <summary>What an unlimited column must hold at least, where its type has a length of its own.</summary>
    private const int Roomy = 4000;

    private readonly IRelationalTypeMappingSource _types =
        context.GetService<IRelationalTypeMappingSource>();

    public IEnumerable<string> Find() =>
        from entity in PackageColumns.ByEntity
        let type = context.Model.FindEntityType(entity.Key)
        // Optional tables; the others were asked for before.
        where type is not null
        from shape in entity.Value
        let fault = Find(type, shape)
        where fault is not null
        select $"{type.GetTableName()}.{shape.Name} {fault}";

    private string? Find(IEntityType entity, ColumnShape shape)
    {
        var property = entity.FindProperty(shape.Name);
        if (property?.PropertyInfo is null)
        {
            return "isn't mapped";
        }

        if (property.GetValueConverter() is not null || property.GetProviderClrType() is not null)
        {
            return "is converted";
        }

        if (shape.IsNullable && !property.IsNullable)
        {
            return "is required";
        }

        if (property.IsFixedLength() == true)
        {
            return "has a fixed length";
        }

        if (property.GetComputedColumnSql() is not null)
        {
            return "is computed";
        }

        if (!shape.IsAscii && property.IsUnicode() == false)
        {
            return "can't hold Unicode";
        }

        return property.GetMaxLength() is { } length && IsTooShort(length, shape.MaxLength)
            ? $"is limited to {length}"
            : FindInType(property, shape);
    }

    private string? FindInType(IProperty property, ColumnShape shape)
    {
        if (property.FindAnnotation(RelationalAnnotationNames.ColumnType)?.Value is not string name)
        {
            return null;
        }

        // Compared with what the provider would choose: a provider may convert, or have no Unicode types, by itself.
        var given = property.GetRelationalTypeMapping();
        var usual = _types.FindMapping(property.ClrType);
        var differs =
            given.ClrType != usual?.ClrType
            || (given.Converter is not null && usual.Converter is null)
            || (!shape.IsAscii && usual.IsUnicode && !given.IsUnicode)
            || (given.Size is { } size && IsTooShort(size, shape.MaxLength ?? Roomy));
        return differs ? $"has the type {name}" : null;
    }

    private static bool IsTooShort(int length, int? needed) =>
        length > 0 && (needed is null || length < needed);
}
