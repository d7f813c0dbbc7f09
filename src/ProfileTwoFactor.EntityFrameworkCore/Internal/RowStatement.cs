using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>
/// Writes or deletes rows with one statement, made from the host's model. Not by SaveChanges: an override or interceptor of the host could
/// swallow a duplicate key, or defer the write, and we would answer "written" for what never was. Not by ExecuteUpdate: under a
/// retrying execution strategy the second attempt would no longer match the version that the first one wrote. Not by ExecuteDelete:
/// each provider translates it in its own way, and one of them into what its database takes for a syntax error.
/// </summary>
internal sealed class RowStatement
{
    public const string KeyProperty = nameof(TwoFactorPolicyEntity.Key);

    public const string VersionProperty = nameof(TwoFactorPolicyEntity.Version);

    private readonly DbContext _context;
    private readonly IEntityType _entity;
    private readonly StoreObjectIdentifier _table;
    private readonly ISqlGenerationHelper _sql;
    private readonly DbCommand _parameterSource;
    private readonly List<object> _parameters = [];

    private RowStatement(DbContext context, Type row, DbCommand parameterSource)
    {
        _context = context;
        _entity = context.Model.FindEntityType(row)!;
        _table = StoreObjectIdentifier.Create(_entity, StoreObjectType.Table)!.Value;
        _sql = context.GetService<ISqlGenerationHelper>();
        _parameterSource = parameterSource;
    }

    private string Table => _sql.DelimitIdentifier(_table.Name, _table.Schema);

    public static async Task<int> InsertAsync(
        DbContext context,
        object row,
        CancellationToken cancellationToken
    )
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        var statement = new RowStatement(context, row.GetType(), command);
        var columns = statement.Mapped().ToArray();
        var names = string.Join(", ", columns.Select(statement.Column));
        var values = string.Join(
            ", ",
            columns.Select(property => statement.Value(property, Read(property, row)))
        );
        return await statement.ExecuteAsync(
            $"INSERT INTO {statement.Table} ({names}) VALUES ({values})",
            cancellationToken
        );
    }

    public static async Task<int> UpdateAsync(
        DbContext context,
        object row,
        long expectedVersion,
        CancellationToken cancellationToken
    )
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        var statement = new RowStatement(context, row.GetType(), command);
        var key = statement._entity.FindProperty(KeyProperty)!;
        var changes = string.Join(
            ", ",
            statement
                .Mapped()
                .Where(property => property != key)
                .Select(property =>
                    $"{statement.Column(property)} = {statement.Value(property, Read(property, row))}"
                )
        );
        return await statement.ExecuteAsync(
            $"UPDATE {statement.Table} SET {changes} "
                + $"WHERE {statement.Condition(RowCondition.KeyIs((string)Read(key, row)!))} "
                + $"AND {statement.Condition(RowCondition.VersionIs(expectedVersion))}",
            cancellationToken
        );
    }

    /// <summary>Deletes the rows of <typeparamref name="TRow"/> that meet every condition.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> DeleteAsync<TRow>(
        DbContext context,
        IReadOnlyList<RowCondition> conditions,
        CancellationToken cancellationToken
    )
        where TRow : class
    {
        // Without a condition the statement would empty the table.
        ArgumentOutOfRangeException.ThrowIfZero(conditions.Count);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        var statement = new RowStatement(context, typeof(TRow), command);
        var where = string.Join(" AND ", conditions.Select(statement.Condition));
        return await statement.ExecuteAsync(
            $"DELETE FROM {statement.Table} WHERE {where}",
            cancellationToken
        );
    }

    // Columns that the host's conventions added to every entity are left to their defaults.
    private IEnumerable<IProperty> Mapped() =>
        _entity.GetProperties().Where(property => !property.IsShadowProperty());

    private string Column(IProperty property) =>
        _sql.DelimitIdentifier(property.GetColumnName(_table)!);

    private string Condition(RowCondition condition)
    {
        var property = _entity.FindProperty(condition.Property)!;
        return $"{Column(property)} {condition.Comparison} {Value(property, condition.Value)}";
    }

    private string Value(IProperty property, object? value)
    {
        // SQLite doesn't enforce lengths; a record must not be accepted on one database and cut or refused on another.
        if (value is string text && property.GetMaxLength() is { } limit && text.Length > limit)
        {
            throw new ArgumentException(
                $"{property.Name} can have at most {limit} characters, but this one has {text.Length}."
            );
        }

        var name = $"p{_parameters.Count}";
        _parameters.Add(
            property
                .GetRelationalTypeMapping()
                .CreateParameter(
                    _parameterSource,
                    _sql.GenerateParameterName(name),
                    value,
                    property.IsNullable
                )
        );
        return _sql.GenerateParameterNamePlaceholder(name);
    }

    private Task<int> ExecuteAsync(string statement, CancellationToken cancellationToken) =>
        _context.Database.ExecuteSqlRawAsync(
            // The text is a format for EF; a table name with a brace must not become a placeholder.
            statement
                .Replace("{", "{{", StringComparison.Ordinal)
                .Replace("}", "}}", StringComparison.Ordinal),
            _parameters,
            cancellationToken
        );

    private static object? Read(IProperty property, object row) =>
        property.PropertyInfo!.GetValue(row);
}
