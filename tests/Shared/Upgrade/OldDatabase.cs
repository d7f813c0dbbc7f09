using System.Data.Common;
using System.Text.RegularExpressions;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>A database with the tables as 0.1.0 created them and the rows of one of today, as far as 0.1.0 had a place for them.</summary>
internal static partial class OldDatabase
{
    /// <param name="target">An open connection to an empty database.</param>
    /// <param name="schema">The file with 0.1.0's statements for this kind of database.</param>
    /// <param name="source">An open connection to the database of today.</param>
    public static async Task CreateAsync(DbConnection target, string schema, DbConnection source)
    {
        var statements = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, schema)
        );
        await ExecuteAsync(target, statements);
        // In the order of creation, in which no row refers to a table that comes later.
        foreach (Match table in CreatedTable().Matches(statements))
        {
            await CopyAsync(target, source, table.Groups[1].Value);
        }
    }

    private static async Task CopyAsync(DbConnection target, DbConnection source, string table)
    {
        var columns = await ColumnsAsync(target, table);
        var today = await ColumnsAsync(source, table);
        var names = columns.Keys.ToArray();
        // What later releases dropped was a switch or a count, off or zero.
        var values = names.Select(name => today.ContainsKey(name) ? name : Zero(columns[name]));
        await using var read = source.CreateCommand();
        read.CommandText = $"SELECT {string.Join(", ", values)} FROM \"{table}\"";
        await using var rows = await read.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            await using var write = target.CreateCommand();
            for (var column = 0; column < rows.FieldCount; column++)
            {
                var parameter = write.CreateParameter();
                parameter.ParameterName = $"@p{column}";
                parameter.Value = rows.GetValue(column);
                write.Parameters.Add(parameter);
            }

            var parameters = Enumerable.Range(0, rows.FieldCount).Select(column => $"@p{column}");
            write.CommandText =
                $"INSERT INTO \"{table}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", parameters)})";
            await write.ExecuteNonQueryAsync();
        }
    }

    private static string Zero(Type type) => type == typeof(bool) ? "false" : "0";

    private static async Task<Dictionary<string, Type>> ColumnsAsync(
        DbConnection connection,
        string table
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE 1 = 0";
        await using var none = await command.ExecuteReaderAsync();
        return Enumerable
            .Range(0, none.FieldCount)
            .ToDictionary(i => $"\"{none.GetName(i)}\"", none.GetFieldType);
    }

    private static async Task ExecuteAsync(DbConnection connection, string statements)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("CREATE TABLE \"([A-Za-z]+)\"")]
    private static partial Regex CreatedTable();
}
