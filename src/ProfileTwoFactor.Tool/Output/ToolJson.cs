using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Tool.Output;

/// <summary>The form of <c>--json</c>: one object, whose properties are always there. What is unknown is null.</summary>
internal static class ToolJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        };

    public static string Write(object report) =>
        JsonSerializer.Serialize(report, report.GetType(), Options);
}
