using System.Text.Json;

namespace ProfileTwoFactor.Testing.Stores.Internal;

internal static class RecordAssert
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new Instants() },
    };

    /// <summary>Compares whole records by value, arrays included; moments by instant, since a store may keep them in UTC.</summary>
    public static void Same<T>(T expected, T? actual)
        where T : class
    {
        Expect.NotNull(actual);
        Expect.Equal(Text(expected), Text(actual));
    }

    private static string Text<T>(T record) => JsonSerializer.Serialize(record, Options);

    private sealed class Instants : System.Text.Json.Serialization.JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new NotSupportedException();

        public override void Write(
            Utf8JsonWriter writer,
            DateTimeOffset value,
            JsonSerializerOptions options
        ) => writer.WriteNumberValue(value.UtcTicks);
    }
}
