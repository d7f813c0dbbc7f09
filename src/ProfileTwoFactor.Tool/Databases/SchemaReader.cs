using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>Asks the database which columns the tables have. The names in the model are what this version expects.</summary>
internal static class SchemaReader
{
    private static readonly Type[] Needed =
    [
        typeof(TwoFactorPolicyEntity),
        typeof(TwoFactorBindingEntity),
        typeof(TwoFactorNotificationEntity),
        typeof(TwoFactorDeliveryEntity),
    ];

    public static async Task<SchemaReport> ReadAsync(
        ToolContext context,
        CancellationToken cancellationToken
    )
    {
        var tables = new List<ColumnReport>();
        foreach (var type in Needed)
        {
            tables.Add(await ReadAsync(context, type, cancellationToken));
        }

        return new(
            tables,
            context.Tables.HasNoHistory
                ? null
                : await ReadAsync(context, typeof(TwoFactorHistoryEntity), cancellationToken),
            context.Tables.IsHistoryNamed
        );
    }

    public static async Task<bool> HasTableAsync(
        ToolContext context,
        string table,
        string? schema,
        CancellationToken cancellationToken
    ) => (await ColumnsAsync(context, table, schema, cancellationToken)).Count > 0;

    private static async Task<ColumnReport> ReadAsync(
        ToolContext context,
        Type type,
        CancellationToken cancellationToken
    )
    {
        var entity = context.Model.FindEntityType(type)!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var found = await ColumnsAsync(context, table.Name, table.Schema, cancellationToken);
        var expected = PackageColumns.ByEntity[type].Select(column => column.Name).ToArray();
        return new(
            table.DisplayName(),
            found.Count > 0,
            found.Count == 0 ? [] : [.. expected.Except(found, StringComparer.Ordinal)],
            [.. found.Except(expected, StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        );
    }

    private static Task<List<string>> ColumnsAsync(
        ToolContext context,
        string table,
        string? schema,
        CancellationToken cancellationToken
    )
    {
        var question = context.Database.ProviderName switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => context.Database.SqlQuery<string>(
                $"SELECT name AS \"Value\" FROM pragma_table_info({table})"
            ),
            "Npgsql.EntityFrameworkCore.PostgreSQL" => schema is null
                ? context.Database.SqlQuery<string>(
                    $"SELECT column_name::text AS \"Value\" FROM information_schema.columns WHERE table_name = {table} AND table_schema = ANY(current_schemas(false))"
                )
                : context.Database.SqlQuery<string>(
                    $"SELECT column_name::text AS \"Value\" FROM information_schema.columns WHERE table_name = {table} AND table_schema = {schema}"
                ),
            _ => context.Database.SqlQuery<string>(
                $"SELECT column_name AS `Value` FROM information_schema.columns WHERE table_name = {table} AND table_schema = DATABASE()"
            ),
        };
        return question.ToListAsync(cancellationToken);
    }
}
