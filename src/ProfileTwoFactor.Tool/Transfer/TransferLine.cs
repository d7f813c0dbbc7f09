using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Tool.Transfer;

/// <summary>The form of a file: one JSON object a line. The first says what it is, the last says that it is whole.</summary>
internal static class TransferLine
{
    public const string Format = "profile2fa-export";
    public const int Version = 1;

    // Strict: what this version doesn't know it couldn't write back.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static string WriteRow(string table, object row) =>
        Write(new RowLine(table, JsonSerializer.SerializeToElement(row, row.GetType(), Options)));

    /// <summary>What a row holds, whatever wrote it: two rows are the same if this is.</summary>
    public static string Digest(object row) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(row, row.GetType(), Options))
        );

    public static T? Read<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static object? ReadRow(JsonElement row, Type type)
    {
        try
        {
            return row.Deserialize(type, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
