using System.Text;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>Bodies that are refused, each for a profile with the id <c>acme</c>.</summary>
internal static class OddBodies
{
    private static readonly string[] Texts =
    [
        // Nothing, or not an object.
        "",
        " ",
        "\r\n\t",
        "null",
        "true",
        "0",
        "123456",
        "\"123456\"",
        "[]",
        """["123456"]""",
        """[{"code":"123456"}]""",
        "NaN",
        "undefined",
        "code=123456",
        "<code>123456</code>",
        // Not JSON.
        "{",
        "}",
        """{"code"}""",
        """{"code":}""",
        """{"code":"123456" """,
        """{"code":"123456}""",
        """{"code":"123456",}""",
        """{,"code":"123456"}""",
        """{'code':'123456'}""",
        """{code:"123456"}""",
        """{"code":"123456"}x""",
        """{"code":"123456"}{}""",
        """{"code":"123456"} {"code":"123456"}""",
        """/* */{"code":"123456"}""",
        """{"code":"123456"}//""",
        """{"code":012345}""",
        """{"code":NaN}""",
        """{"code":"\x31"}""",
        """{"code":"\u12"}""",
        "{\"code\":\"1\t2\"}",
        "{\"code\":\"1\n2\"}",
        "{\"code\":\"1\02\"}",
        "{\"code\":\"123456\"}\0",
        "\u00A0{\"code\":\"123456\"}",
        // The wrong types.
        """{"code":123456}""",
        """{"code":1e5}""",
        """{"code":-1}""",
        """{"code":null}""",
        """{"code":true}""",
        """{"code":[]}""",
        """{"code":["123456"]}""",
        """{"code":{}}""",
        """{"code":{"value":"123456"}}""",
        """{"backupCode":null}""",
        """{"backupCode":1}""",
        """{"backupCode":["aaaa"]}""",
        // No code, or one that two readers understand differently.
        "{}",
        """{"Code":"123456"}""",
        """{"code ":"123456"}""",
        """{"other":"123456"}""",
        """{"code":"123456","backupCode":"aaaa"}""",
        """{"code":"123456","backupCode":null}""",
        """{"code":"","backupCode":""}""",
        """{"code":"123456","code":"123456"}""",
        """{"code":"123456","code":"654321"}""",
        """{"code":"123456","c\u006fde":"654321"}""",
        """{"code":"123456","x":1,"x":2}""",
        """{"code":"123456","x":{"y":1,"y":2}}""",
        """{"code":"123456","profileId":"acme","profileId":"acme"}""",
        // Half a surrogate pair.
        """{"code":"\ud800"}""",
        """{"code":"\udc00\ud800"}""",
        """{"code":"123456","\ud800":1}""",
        """{"code":"123456","x":"\ud800"}""",
        // Another profile.
        """{"code":"123456","profileId":"beta"}""",
        """{"code":"123456","profileId":"ACME"}""",
        """{"code":"123456","profileId":"acme "}""",
        """{"code":"123456","profileId":""}""",
        """{"code":"123456","profileId":null}""",
        """{"code":"123456","profileId":1}""",
        """{"code":"123456","profileId":["acme"]}""",
        """{"code":"123456","sid":"beta"}""",
        """{"code":"123456","SID":"beta"}""",
        """{"code":"123456","s\u0069d":"beta"}""",
        """{"code":"123456","sid":"acme","profileId":"beta"}""",
    ];

    public static IEnumerable<(string Name, byte[] Bytes)> All =>
        [
            .. Texts.Select(text => (text, Encoding.UTF8.GetBytes(text))),
            (
                "byte order mark",
                [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"code":"123456"}""")]
            ),
            ("UTF-16", Encoding.Unicode.GetBytes("""{"code":"123456"}""")),
            ("UTF-16 big endian", Encoding.BigEndianUnicode.GetBytes("""{"code":"123456"}""")),
            ("UTF-32", Encoding.UTF32.GetBytes("""{"code":"123456"}""")),
            ("invalid byte in the code", Latin1("""{"code":"12345ÿ"}""")),
            ("overlong digit in the code", Latin1("{\"code\":\"\u00C0\u00B1\"}")),
            ("truncated sequence in the code", Latin1("{\"code\":\"\u00E2\u0082\"}")),
            ("surrogate as UTF-8 in the code", Latin1("{\"code\":\"\u00ED\u00A0\u0080\"}")),
            ("invalid byte in a name", Latin1("{\"code\":\"123456\",\"\u0080\":1}")),
            ("invalid byte in a nested value", Latin1("{\"code\":\"123456\",\"x\":{\"y\":\"ÿ\"}}")),
            ("gzip", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3]),
            ("zeros", new byte[64]),
            ("depth 9", Encoding.UTF8.GetBytes(Nested(9))),
            ("depth 500", Encoding.UTF8.GetBytes(Nested(500))),
            ("only opening brackets", Encoding.UTF8.GetBytes(new string('[', 4000))),
            ("4097 bytes", Encoding.UTF8.GetBytes("""{"code":"123456"}""".PadRight(4097))),
            ("1 MB", Encoding.UTF8.GetBytes("""{"code":"123456"}""".PadLeft(1 << 20))),
        ];

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static string Nested(int depth) =>
        $$"""{"code":"123456","x":{{new string('[', depth)}}{{new string(']', depth)}}}""";
}
