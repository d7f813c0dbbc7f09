using System.Buffers;
using System.Text.Json;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Http;

/// <summary>The JSON of a problem answer. Written by hand, so that the host's JSON settings can't rename what clients rely on.</summary>
internal static class TwoFactorProblemBody
{
    internal static ReadOnlyMemory<byte> Create(TwoFactorError error)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", ProblemMembers.Type(error));
            json.WriteString("title", ProblemMembers.Title(error));
            json.WriteNumber("status", error.StatusCode);
            json.WriteString("detail", error.Detail);
            foreach (var (name, value) in ProblemMembers.Extensions(error))
            {
                if (value is long number)
                {
                    json.WriteNumber(name, number);
                }
                else if (value is IReadOnlyList<string> items)
                {
                    json.WriteStartArray(name);
                    foreach (var item in items)
                    {
                        json.WriteStringValue(item);
                    }

                    json.WriteEndArray();
                }
                else
                {
                    json.WriteString(name, (string)value);
                }
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
