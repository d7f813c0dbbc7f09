using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>What schemas are made of.</summary>
internal static class SchemaParts
{
    // A name that can't be one: it marks properties that are always there.
    private const char Mark = '!';

    public static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] properties) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Properties = properties.ToDictionary(
                property => property.Name.TrimEnd(Mark),
                property => property.Schema
            ),
            Required = properties
                .Where(property => property.Name.EndsWith(Mark))
                .Select(property => property.Name.TrimEnd(Mark))
                .ToHashSet(StringComparer.Ordinal),
        };

    public static (string Name, IOpenApiSchema Schema) Required(
        string name,
        IOpenApiSchema schema
    ) => (name + Mark, schema);

    public static OpenApiSchema Text(string? description = null) =>
        new() { Type = JsonSchemaType.String, Description = description };

    public static OpenApiSchema Integer(string? description = null) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Description = description,
        };

    public static OpenApiSchema Flag(string? description = null) =>
        new() { Type = JsonSchemaType.Boolean, Description = description };

    public static OpenApiSchema Time(string? description = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
            Description = description,
        };

    public static OpenApiSchema Any(string description) =>
        new() { Type = JsonSchemaType.Object, Description = description };

    public static OpenApiSchema OneOf(params string[] values) =>
        new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value))],
        };

    public static OpenApiSchema List(IOpenApiSchema items) =>
        new() { Type = JsonSchemaType.Array, Items = items };

    public static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }
}
