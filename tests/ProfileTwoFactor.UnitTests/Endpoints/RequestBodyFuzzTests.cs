using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Endpoints.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.UnitTests.Endpoints;

/// <summary>Whatever is sent as a body ends in a value or in the documented problem, and a value is what another reader of JSON reads.</summary>
public sealed class RequestBodyFuzzTests(ITestOutputHelper output)
{
    private const string Likely = "{}[]\",:\\/ u0d89eE+-.truefalsn\u00e9";

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private static readonly Call[] Calls =
    [
        new(CallBody.Code, ["code"], "\"code\":\"123456\"", "\"proof\":\"abc\",\"code\":\"1\""),
        new(
            CallBody.Enable,
            ["code", "credential", "name", "enforceFrom"],
            "\"code\":\"123456\",\"enforceFrom\":\"2027-01-15T09:00:00+09:00\"",
            "\"credential\":{\"id\":[1]}"
        ),
        new(
            CallBody.AnyProof,
            ["code", "backupCode", "passkey"],
            "\"backupCode\":\"AAAA\"",
            "\"passkey\":{\"id\":\"x\"}"
        ),
        new(
            CallBody.Credential,
            ["credential", "name"],
            "\"credential\":{}",
            "\"credential\":{},\"name\":\"My key\""
        ),
        new(
            CallBody.Binding,
            ["proof", "name", "add"],
            "\"add\":true",
            "\"proof\":\"1\",\"name\":null"
        ),
        new(CallBody.Replacement, ["authenticator"], "\"authenticator\":\"1\""),
        new(CallBody.EnforceFrom, ["enforceFrom"], "\"enforceFrom\":\"2027-01-15T09:00:00Z\""),
        new(CallBody.Name, ["name"], "\"name\":\"My phone\"", "\"name\":\"\""),
        new(CallBody.MemberOrAll, ["memberId"], "\"memberId\":\"mei\"", "\"memberId\":null"),
        new(CallBody.Policy, [], "\"window\":3600", "\"message\":\"x\",\"version\":\"1\""),
    ];

    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(
            new PolicyRules(
                Options.Create(new ProfileTwoFactorOptions()),
                new SupportedAuthenticators([]),
                NullLogger<PolicyRules>.Instance
            )
        )
        .BuildServiceProvider();

    private static readonly Gen<string> Scalar = Gen.OneOf(
        "\"123456\"",
        "\"\"",
        "null",
        "true",
        "0",
        "-0.0",
        "1e400",
        "60.0",
        "99999999999999999999999999999",
        "\"08:00:00\"",
        "\"P9999999999D\"",
        "\"2027-01-15T09:00:00Z\"",
        "\"2027-01-15T09:00:00\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u0000\\u2028\"",
        "\"\u65e5\u672c\"",
        "\"acme\"",
        "\"other\"",
        "[\"totp\",\"passkey\"]",
        "[[[[[[[[[[1]]]]]]]]]]"
    );

    private static readonly Gen<string> Member = Gen.Select(
        Gen.Frequency(
            (8, Gen.OneOf("code", "backupCode", "proof", "name", "authenticator", "memberId")),
            (3, Gen.OneOf("passkey", "credential", "add", "enforceFrom", "profileId")),
            (3, Gen.OneOf("window", "message", "version", "absoluteLifetime")),
            (2, Gen.OneOf("\\u0063ode", "Code", "x", "\\ud800", "", "__proto__", "profileid"))
        ),
        Gen.Frequency(
            (6, Gen.Const("\"123456\"")),
            (4, Scalar),
            (1, Gen.Select(Scalar, value => $"{{\"a\":{value}}}")),
            (1, Gen.Select(Scalar, Scalar, (one, two) => $"{{\"a\":{one},\"a\":{two}}}"))
        ),
        (name, value) => $"\"{name}\":{value}"
    );

    private static readonly Gen<(int Call, byte[] Body)> Bodies = Gen.OneOf([
        .. Calls.Select((call, index) => BodyOf(call.Plain).Select(body => (index, body))),
    ]);

    private static readonly Gen<string?> ContentType = Gen.Frequency(
        (30, Gen.Const((string?)"application/json")),
        (
            1,
            Gen.OneOf(
                null,
                "",
                "text/plain",
                "application/json; charset=utf-8",
                "application/json; charset=utf-16",
                "application/json; charset=\"UTF-8\"",
                "application/problem+json",
                "application/json; charset=\"",
                "application/x-www-form-urlencoded"
            )
        )
    );

    [Fact]
    public void ReadAsync_OfFewFuzzedBodies_GivesTheirValuesOrTheProblem() => Compare(Fuzzing.Few);

    [LongFact]
    public void ReadAsync_OfAMillionFuzzedBodies_GivesTheirValuesOrTheProblem() =>
        Compare(Fuzzing.Million);

    private void Compare(int count) =>
        Fuzzing.Run(
            Gen.Select(Bodies, ContentType),
            count,
            input =>
            {
                var ((index, body), type) = input;
                var call = Calls[index];
                var result = Read(body, type, call);
                if (!result.Succeeded)
                {
                    Assert.Equal(StatusCodes.Status400BadRequest, result.Error.StatusCode);
                    Assert.Equal(TwoFactorErrorCodes.InvalidRequest, result.Error.Code);
                    Assert.False(IsPlain(body, type, call), "A plain body was refused.");
                    return false;
                }

                Assert.True(result.Value.Has(call.Body));
                if (body.Length > 0)
                {
                    AssertSays(body, call, result.Value);
                }

                return true;
            },
            output
        );

    private static TwoFactorResult<TwoFactorRequest> Read(byte[] body, string? type, Call call)
    {
        var context = new DefaultHttpContext { RequestServices = Services };
        context.SetEndpoint(call.Endpoint);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentType = type;
        var reading = TwoFactorRequestReader.ReadAsync(
            context,
            new ProfileIdClaims("acme", "profileId")
        );
        Assert.True(reading.IsCompleted);
        return reading.Result;
    }

    /// <summary>What a call wants to find, as every client writes it.</summary>
    private static bool IsPlain(byte[] body, string? type, Call call) =>
        type is "application/json"
        && call.Plain.Any(member => body.AsSpan().SequenceEqual(Strict.GetBytes(Join([member]))));

    private static void AssertSays(byte[] body, Call call, TwoFactorRequest request)
    {
        Strict.GetString(body);
        using var document = JsonDocument.Parse(body);
        AssertHasNoDoubles(document.RootElement, depth: 1);
        var said = document
            .RootElement.EnumerateObject()
            .ToDictionary(it => it.Name, it => it.Value);

        foreach (var (name, value) in said)
        {
            if (name.Equals("profileId", StringComparison.OrdinalIgnoreCase))
            {
                Assert.Equal("acme", value.GetString());
            }
        }

        if (call.Body == CallBody.Policy)
        {
            Assert.Equal(
                said.TryGetValue("version", out var version) ? version.GetString() : null,
                request.Policy.Version
            );
            Assert.All(
                said.Keys,
                name =>
                    Assert.True(
                        name is "window" or "message" or "version" or "absoluteLifetime"
                            || name.Equals("profileId", StringComparison.OrdinalIgnoreCase)
                    )
            );
            return;
        }

        Assert.Equal(TextOf("code"), request.Code);
        Assert.Equal(TextOf("backupCode"), request.BackupCode);
        Assert.Equal(TextOf("proof"), request.Proof);
        Assert.Equal(TextOf("name"), request.Name);
        Assert.Equal(TextOf("authenticator"), request.Authenticator);
        Assert.Equal(TextOf("memberId"), request.MemberId);
        Assert.Equal(RawOf("passkey"), request.Passkey);
        Assert.Equal(RawOf("credential"), request.Credential);
        Assert.Equal(Find("add") is { ValueKind: JsonValueKind.True }, request.Add);
        Assert.Equal(
            Find("enforceFrom") is { ValueKind: JsonValueKind.String } date
                ? date.GetDateTimeOffset()
                : null,
            request.EnforceFrom?.Value
        );
        Assert.True(
            new[] { request.Code, request.BackupCode, request.Passkey, request.Credential }.Count(
                it => it is not null
            ) <= 1
        );

        // Text, or null: GetString throws for everything else.
        string? TextOf(string name) => Find(name)?.GetString();

        string? RawOf(string name) => Find(name)?.GetRawText();

        // A member of another call is ignored.
        JsonElement? Find(string name) =>
            call.Reads.Contains(name) && said.TryGetValue(name, out var value) ? value : null;
    }

    private static void AssertHasNoDoubles(JsonElement element, int depth)
    {
        if (element.ValueKind is JsonValueKind.Object)
        {
            Assert.True(depth <= 8);
            var names = element.EnumerateObject().Select(it => it.Name).ToList();
            Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
            foreach (var property in element.EnumerateObject())
            {
                AssertHasNoDoubles(property.Value, depth + 1);
            }
        }
        else if (element.ValueKind is JsonValueKind.Array)
        {
            Assert.True(depth <= 8);
            foreach (var item in element.EnumerateArray())
            {
                AssertHasNoDoubles(item, depth + 1);
            }
        }
    }

    /// <summary>Mostly as it is: a cut, a byte order mark, something behind it, bytes that are no text, or more than is read.</summary>
    private static Gen<byte[]> BodyOf(string[] wanted)
    {
        var members = Gen.Select(
            Gen.OneOf(wanted),
            Member.Array[0, 2],
            Gen.Int[0, 5],
            (first, others, how) =>
                how switch
                {
                    0 => Join(others),
                    1 => Join([.. others, first]),
                    2 => Join([first, .. others]),
                    _ => Join([first]),
                }
        );
        var texts = Gen.Frequency(
            (4, members),
            (2, FuzzedText.Edited(members, Likely, edits: 2)),
            (1, Gen.OneOf("", "null", "[]", "\"code\"", "{", "{\"code\":", "[[[[[[[[[[[["))
        );
        return Gen.Select(
            texts,
            Gen.Int[0, 40],
            Gen.Int[0, 200],
            Gen.Byte,
            (text, how, at, value) =>
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                at = bytes.Length == 0 ? 0 : at % bytes.Length;
                return how switch
                {
                    0 => bytes[..at],
                    1 => [0xEF, 0xBB, 0xBF, .. bytes],
                    2 => [.. bytes, value],
                    3 => [.. bytes[..at], value, .. bytes[at..]],
                    4 => [.. bytes, .. Encoding.UTF8.GetBytes(new string(' ', 16384))],
                    _ => bytes,
                };
            }
        );
    }

    private static string Join(string[] members) => $"{{{string.Join(',', members)}}}";

    /// <summary>A call, what it reads, and its body as clients write it.</summary>
    private sealed record Call(CallBody Body, string[] Reads, params string[] Plain)
    {
        public Endpoint Endpoint { get; } =
            new(requestDelegate: null, new EndpointMetadataCollection(Body), displayName: null);
    }
}
