using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>Adds the package's calls that this app has mapped to a document, with their bodies, answers and refusals.</summary>
internal sealed class CallDocumentTransformer : IOpenApiDocumentTransformer
{
    private const string Tag = "Two-factor authentication";
    private const string Json = "application/json";
    private const string Csv = "text/csv";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var services = context.ApplicationServices;
        var features = HostFeatures.Of(services);
        ApiSchemas.AddTo(document, features);
        var options = services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;
        var header = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName;
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (
                endpoint is RouteEndpoint route
                && route.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>() is not null
                && route.Metadata.GetMetadata<IHttpMethodMetadata>()
                    is { HttpMethods: [var method] }
            )
            {
                Add(document, features, route.RoutePattern.RawText ?? "", method, options, header);
            }
        }

        return Task.CompletedTask;
    }

    private static void Add(
        OpenApiDocument document,
        HostFeatures features,
        string pattern,
        string method,
        ProfileTwoFactorOptions options,
        string? antiforgeryHeader
    )
    {
        var prefix = $"{options.PathPrefix}/api/";
        var at = pattern.IndexOf(prefix, StringComparison.Ordinal);
        if (at < 0)
        {
            return;
        }

        var path = pattern.TrimEnd('/');
        var key = path[(at + prefix.Length - 1)..]
            .Replace($"{{{options.ProfileIdParameter}}}", "{sid}", StringComparison.Ordinal);
        if (!ApiCalls.All.TryGetValue($"{method} {key}", out var call))
        {
            return;
        }

        path = path.StartsWith('/') ? path : $"/{path}";
        document.Paths ??= [];
        if (document.Paths.GetValueOrDefault(path) is not OpenApiPathItem item)
        {
            document.Paths[path] = item = new OpenApiPathItem();
        }

        item.Operations ??= [];
        var operation = Create(document, call, method, path, antiforgeryHeader);
        if (item.Operations.TryAdd(HttpMethod.Parse(method), operation))
        {
            ProblemResponses.Add(
                operation,
                ApiCalls.CodesOf(method, key).Where(features.CanAnswer),
                document
            );
        }
    }

    private static OpenApiOperation Create(
        OpenApiDocument document,
        ApiCall call,
        string method,
        string path,
        string? antiforgeryHeader
    )
    {
        var changes = method != "GET";
        return new OpenApiOperation
        {
            OperationId = call.Id,
            Summary = call.Summary,
            Parameters =
            [
                .. Names(path).Select(name => Parameter(name, ParameterLocation.Path)),
                .. call.Query.Select(query =>
                    Parameter(query.Name, ParameterLocation.Query, query.Description, query.Type)
                ),
                .. changes && antiforgeryHeader is not null
                    ? new[]
                    {
                        Parameter(
                            antiforgeryHeader,
                            ParameterLocation.Header,
                            "The antiforgery token. Callers of a token scheme need none."
                        ),
                    }
                    : [],
            ],
            RequestBody = call.Body is { } body
                ? new OpenApiRequestBody
                {
                    Required = call.BodyIsRequired,
                    Content = Content(new OpenApiSchemaReference(body, document)),
                }
                : null,
            Responses = new OpenApiResponses
            {
                [call.Success.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
                {
                    Description = call.Success == 202 ? "Accepted" : "Done",
                    Content = call.Answer is { } answer ? AnswerOf(document, call, answer) : null,
                },
            },
            Tags = new HashSet<OpenApiTagReference> { TagOf(document) },
        };
    }

    private static Dictionary<string, OpenApiMediaType> AnswerOf(
        OpenApiDocument document,
        ApiCall call,
        string answer
    )
    {
        var reference = new OpenApiSchemaReference(answer, document);
        var content = Content(call.IsList ? SchemaParts.List(reference) : reference);
        if (call.AnswersCsv)
        {
            content[Csv] = new OpenApiMediaType
            {
                Schema = SchemaParts.Text("All rows that meet the filters, for a spreadsheet."),
            };
        }

        return content;
    }

    private static Dictionary<string, OpenApiMediaType> Content(IOpenApiSchema schema) =>
        new(StringComparer.Ordinal) { [Json] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiTagReference TagOf(OpenApiDocument document)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        if (!document.Tags.Any(tag => tag.Name == Tag))
        {
            document.Tags.Add(new OpenApiTag { Name = Tag });
        }

        return new OpenApiTagReference(Tag, document);
    }

    private static OpenApiParameter Parameter(
        string name,
        ParameterLocation location,
        string? description = null,
        JsonSchemaType type = JsonSchemaType.String
    ) =>
        new()
        {
            Name = name,
            In = location,
            Required = location == ParameterLocation.Path,
            Description = description,
            Schema = new OpenApiSchema { Type = type },
        };

    /// <summary>The parameters of a route, in its order.</summary>
    private static IEnumerable<string> Names(string path) =>
        path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}')]);
}
