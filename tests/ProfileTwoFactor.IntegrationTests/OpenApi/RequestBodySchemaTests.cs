using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ProfileTwoFactor.Endpoints.Internal;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenApi.Support;
using ProfileTwoFactor.IntegrationTests.Upstream.Support;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.OpenApi.Internal;

namespace ProfileTwoFactor.IntegrationTests.OpenApi;

/// <summary>What documents say of the bodies of requests is what the calls read.</summary>
public sealed class RequestBodySchemaTests
{
    /// <summary>One value of each kind of JSON; the text is one that each member of that kind takes.</summary>
    private static readonly (JsonSchemaType Kind, JsonNode? Value)[] Values =
    [
        (JsonSchemaType.String, JsonValue.Create("2027-01-15T09:00:00Z")),
        (JsonSchemaType.Integer, JsonValue.Create(600)),
        (JsonSchemaType.Boolean, JsonValue.Create(true)),
        (JsonSchemaType.Object, new JsonObject()),
        (JsonSchemaType.Array, new JsonArray()),
        (JsonSchemaType.Null, null),
    ];

    /// <summary>Texts of rules that take only certain ones.</summary>
    private static readonly Dictionary<string, string> Words = new()
    {
        [PolicyNames.EnrollmentProof] = PolicyNames.None,
        [PolicyNames.MachineCallers] = "deny",
        [PolicyNames.UpstreamProof] = "deny",
    };

    [Fact]
    public async Task Body_OfEachCall_HasTheMembersThatTheEndpointReads()
    {
        await using var host = await OpenApiHosts.StartAsync();
        var schemas = ApiSchemas.Create(new OpenApiDocument());
        var read = new List<string>();

        foreach (var (call, body) in BodiesOf(host))
        {
            read.Add($"{call}: {string.Join(", ", MembersOf(body))} needs {Needs(body)}");
        }

        Assert.True(read.Count > 15);
        Assert.Equal(
            read.Order(StringComparer.Ordinal),
            ApiCalls
                .All.Where(call => call.Value.Body is not null)
                .Select(call => (call.Key, call.Value, Schema: schemas[call.Value.Body!]))
                .Select(call =>
                    $"{call.Key}: {string.Join(", ", call.Schema.Properties!.Keys.Order(StringComparer.Ordinal))} needs {Needs(call.Value, call.Schema)}"
                )
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Durations of rules are taken as text as well, which the one here is not; documents name the form of the answers.</summary>
    [Fact]
    public async Task Member_OfEachBody_IsOfTheKindsThatTheEndpointTakes()
    {
        // With machine callers and an identity provider, whose rules only exist then.
        await using var bed = await RefusalBed.StartAsync(
            new HashSet<string>(),
            TestUpstream.Trust
        );
        var host = bed.Engine.Host;
        var olivia = await host.BrowserAsync("olivia");
        var schemas = ApiSchemas.Create(new OpenApiDocument());

        foreach (var (call, _) in BodiesOf(host))
        {
            var parts = call.Split(' ');
            var schema = schemas[ApiCalls.All[call].Body!];
            foreach (var (member, property) in schema.Properties!)
            {
                var (documented, taken) = ((JsonSchemaType)0, (JsonSchemaType)0);
                foreach (var (kind, value) in Values)
                {
                    var answer = await olivia.ChangeAsync(
                        HttpMethod.Parse(parts[0]),
                        "/two-factor/api"
                            + parts[1].Replace("{sid}", "acme", StringComparison.Ordinal),
                        new JsonObject
                        {
                            [member] =
                                kind == JsonSchemaType.String
                                && Words.TryGetValue(member, out var word)
                                    ? word
                                    : value?.DeepClone(),
                        }
                    );
                    documented |= property.Type!.Value & kind;
                    taken |= Refuses(answer, member) ? 0 : kind;
                }

                Assert.True(documented == taken, $"{call} {member}: {documented}, takes {taken}");
            }
        }
    }

    private static bool Refuses(Answer answer, string member) =>
        answer.Code == TwoFactorErrorCodes.InvalidRequest
        && answer.Json.GetProperty("detail").GetString() is { } detail
        && (
            detail.StartsWith($"\"{member}\" must be ", StringComparison.Ordinal)
            || detail == $"The body contains no \"{member}\"."
        );

    private static IEnumerable<(string Call, CallBody Body)> BodiesOf(GateHost host) =>
        from route in host
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
        let body = route.Metadata.GetMetadata<CallBody>()
        where body is not null
        let method = route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]
        select (
            $"{method} {route.RoutePattern.RawText!["/two-factor/api".Length..].TrimEnd('/')}",
            body
        );

    private static IEnumerable<string> MembersOf(CallBody body) =>
        (
            body == CallBody.Policy
                ?
                [
                    "version",
                    PolicyNames.Window,
                    PolicyNames.AbsoluteLifetime,
                    PolicyNames.SensitiveActionMaxAge,
                    PolicyNames.Message,
                    PolicyNames.EnrollmentProof,
                    PolicyNames.AllowedAuthenticators,
                    PolicyNames.MachineCallers,
                    PolicyNames.UpstreamProof,
                ]
                : body.Members
        ).Order(StringComparer.Ordinal);

    private static string Needs(CallBody body) =>
        body.Needed.Count switch
        {
            0 => "nothing",
            1 => body.Needed[0],
            _ => "one of several",
        };

    private static string Needs(ApiCall call, OpenApiSchema schema) =>
        !call.BodyIsRequired ? "nothing"
        : schema.Required is { Count: 1 } required ? required.First()
        : "one of several";
}
