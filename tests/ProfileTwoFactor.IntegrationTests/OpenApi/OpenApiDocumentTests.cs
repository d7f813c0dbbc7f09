using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ProfileTwoFactor.Endpoints.Internal;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenApi.Support;
using ProfileTwoFactor.OpenApi.Internal;

namespace ProfileTwoFactor.IntegrationTests.OpenApi;

/// <summary>What OpenAPI documents say of the package's calls and of gated endpoints is what the package does.</summary>
public sealed class OpenApiDocumentTests
{
    private static readonly Dictionary<string, Type> Answers = new()
    {
        [ApiSchemas.Antiforgery] = typeof(AntiforgeryResponse),
        [ApiSchemas.Status] = typeof(StatusResponse),
        [ApiSchemas.Policy] = typeof(PolicyResponse),
        [ApiSchemas.PolicyLimits] = typeof(PolicyLimitsResponse),
        [ApiSchemas.DurationLimits] = typeof(DurationLimitsResponse),
        [ApiSchemas.MemberStatus] = typeof(MemberStatusResponse),
        [ApiSchemas.PendingBinding] = typeof(PendingBindingResponse),
        [ApiSchemas.BackupCodes] = typeof(BackupCodesResponse),
        [ApiSchemas.Member] = typeof(MemberResponse),
        [ApiSchemas.PassState] = typeof(EnrollmentPassStateResponse),
        [ApiSchemas.EnrollmentPass] = typeof(EnrollmentPassResponse),
        [ApiSchemas.Authenticator] = typeof(AuthenticatorResponse),
        [ApiSchemas.Window] = typeof(WindowResponse),
        [ApiSchemas.History] = typeof(HistoryResponse),
        [ApiSchemas.HistoryEntry] = typeof(HistoryEntryResponse),
        [ApiSchemas.Preview] = typeof(PreviewResponse),
        [ApiSchemas.UnboundMember] = typeof(UnboundMember),
        [ApiSchemas.Recent] = typeof(RecentResponse),
        [ApiSchemas.MachineCaller] = typeof(MachineCallerResponse),
        [ApiSchemas.Reminders] = typeof(RemindersResponse),
        [ApiSchemas.Account] = typeof(AccountStatusResponse),
        [ApiSchemas.AccountEnabled] = typeof(AccountEnabledResponse),
        [ApiSchemas.AccountDisabled] = typeof(AccountDisabledResponse),
    };

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    [Fact]
    public async Task Document_OfAnAppWithAllFeatures_HasEachEndpointOfThePackage()
    {
        await using var host = await OpenApiHosts.StartAsync();
        var mapped = host
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route =>
                route.RoutePattern.RawText!.StartsWith("/two-factor/api", StringComparison.Ordinal)
            )
            .SelectMany(route =>
                route
                    .Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Select(method =>
                        $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}"
                    )
            )
            .Order()
            .ToList();

        var document = await host.DocumentAsync();

        var described = document["paths"]!
            .AsObject()
            .Where(path => path.Key.StartsWith("/two-factor/api", StringComparison.Ordinal))
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")
            )
            .Order()
            .ToList();
        Assert.True(mapped.Count > 40);
        Assert.Equal(mapped, described);
        Assert.Equal(ApiCalls.All.Count, mapped.Count);
    }

    [Fact]
    public async Task Document_Operations_HaveIdsOfTheirOwnAndReferencesThatExist()
    {
        await using var host = await OpenApiHosts.StartAsync();

        var document = await host.DocumentAsync();

        var ids = Find(document["paths"]!, "operationId")
            .Select(id => id.GetValue<string>())
            .ToList();
        Assert.Equal(ids.Distinct(), ids);
        var schemas = document["components"]!["schemas"]!
            .AsObject()
            .Select(one => one.Key)
            .ToHashSet();
        var references = Find(document, "$ref")
            .Select(reference => reference.GetValue<string>())
            .Where(reference =>
                reference.StartsWith("#/components/schemas/", StringComparison.Ordinal)
            )
            .Select(reference => reference["#/components/schemas/".Length..])
            .ToHashSet();
        Assert.NotEmpty(references);
        Assert.Empty(references.Except(schemas));
    }

    /// <summary>The package's own settings of JSON are the truth, and not what an app makes of types.</summary>
    [Theory]
    [MemberData(nameof(AnswerNames))]
    public void Schema_OfAnAnswer_HasThePropertiesThatAreWritten(string name)
    {
        var schema = ApiSchemas.Create(new OpenApiDocument())[name];
        var written = TwoFactorJsonContext.Default.GetTypeInfo(Answers[name])!.Properties;

        Assert.Equal(
            written.Select(property => property.Name).Order(),
            schema.Properties!.Keys.Order()
        );
        Assert.Equal(
            written.Where(IsAlwaysWritten).Select(property => property.Name).Order(),
            schema.Required!.Order()
        );
    }

    [Fact]
    public void Codes_AreThoseOfThePackageWithTheirStatusInTheDocs()
    {
        var all = typeof(TwoFactorErrorCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order();
        Assert.Equal(all, ErrorStatuses.All.Keys.Order());

        var rows = File.ReadAllLines(Path.Combine(Root(), "docs", "http-api.md"))
            .Select(line => line.Split('|'))
            .Where(cells => cells.Length > 3 && int.TryParse(cells[1].Trim(), out _));
        var documented = rows.SelectMany(cells =>
                cells[2]
                    .Split(',')
                    .Select(code => (Code: code.Trim().Trim('`'), Status: int.Parse(cells[1])))
            )
            .ToDictionary(row => row.Code, row => row.Status);
        Assert.Equal(documented.OrderBy(row => row.Key), ErrorStatuses.All.OrderBy(row => row.Key));
    }

    [Fact]
    public async Task GatedEndpoint_InADocument_ListsTheRefusalsOfTheGate()
    {
        await using var host = await OpenApiHosts.StartAsync(map: routes =>
        {
            routes.MapGet("/open", () => "open");
            routes
                .MapPost("/p/{sid}/fresh", (string sid) => sid)
                .RequireProfileTwoFactor(300)
                .ProducesProblem(404);
            routes.MapGet("/me", () => "me").RequireAccountTwoFactor();
            routes
                .MapGet("/named/{sid}", (string sid) => sid)
                .RequireAuthorization(ProfileTwoFactorDefaults.PolicyName);
        });

        var document = await host.DocumentAsync();

        var gated = Responses(document, "/p/{sid}", "get");
        Assert.Equal(["200", "401", "403", "404", "503"], gated.Select(one => one.Key).Order());
        Assert.Equal(
            ["binding-required", "sign-in-required", "verification-required"],
            Codes(gated, "401").Order()
        );
        Assert.Equal(
            "#/components/schemas/TwoFactorProblem",
            gated["401"]!["content"]!["application/problem+json"]!["schema"]![
                "$ref"
            ]!.GetValue<string>()
        );
        Assert.NotNull(gated["401"]!["headers"]!["WWW-Authenticate"]);
        Assert.NotNull(gated["503"]!["headers"]!["Retry-After"]);
        var fresh = Responses(document, "/p/{sid}/fresh", "post");
        Assert.Contains("fresh-verification-required", Codes(fresh, "401"));
        Assert.DoesNotContain("fresh-verification-required", Codes(gated, "401"));
        Assert.StartsWith("Not Found", fresh["404"]!["description"]!.GetValue<string>());
        Assert.Contains(
            "account-two-factor-required",
            Codes(Responses(document, "/me", "get"), "401")
        );
        Assert.Contains(
            "binding-required",
            Codes(Responses(document, "/named/{sid}", "get"), "401")
        );
        Assert.Equal(["200"], Responses(document, "/open", "get").Select(one => one.Key));
    }

    [Fact]
    public async Task Document_OfAnAppWithFewFeatures_OffersNothingOfTheOthers()
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapOpenApi();
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
            },
            services => services.AddOpenApi(options => options.AddProfileTwoFactor())
        );

        var document = await host.DocumentAsync();

        var codes = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["responses"]!.AsObject())
            .Where(response => response.Value![ProblemResponses.CodesExtension] is not null)
            .SelectMany(response =>
                response.Value![ProblemResponses.CodesExtension]!
                    .AsArray()
                    .Select(code => code!.GetValue<string>())
            )
            .ToHashSet();
        Assert.Contains("binding-required", codes);
        Assert.DoesNotContain("machine-caller-denied", codes);
        Assert.DoesNotContain("account-verification-required", codes);
        Assert.Equal(["code", "backupCode"], Body(ApiSchemas.VerifyBody));
        Assert.Equal(["code", "enforceFrom"], Body(ApiSchemas.EnableBody));

        IEnumerable<string> Body(string name) =>
            document["components"]!["schemas"]![name]!["properties"]!
                .AsObject()
                .Select(property => property.Key);
    }

    [Theory]
    [InlineData("/two-factor/api/profiles/{sid}/members", true)]
    [InlineData("/two-factor/api/profiles/{sid}/history", true)]
    [InlineData("/two-factor/api/profiles/{sid}/preview", false)]
    public async Task Answer_ThatCanBeAFile_IsOneInTheDocument(string path, bool csv)
    {
        await using var host = await OpenApiHosts.StartAsync();

        var document = await host.DocumentAsync();

        Assert.Equal(
            csv ? ["application/json", "text/csv"] : ["application/json"],
            Responses(document, path, "get")["200"]!["content"]!
                .AsObject()
                .Select(content => content.Key)
        );
    }

    [Fact]
    public async Task Document_ThatDidNotOptIn_HasNothingOfIt()
    {
        await using var host = await OpenApiHosts.StartAsync(services =>
        {
            services.AddOpenApi("with", options => options.AddProfileTwoFactor());
            services.AddOpenApi("without");
        });

        Assert.Contains("TwoFactor", (await host.DocumentAsync("with")).ToJsonString());
        var without = (await host.DocumentAsync("without")).ToJsonString();
        Assert.DoesNotContain("twoFactor", without, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("two-factor", without, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Document_ThatOptedInTwice_IsTheSame()
    {
        await using var once = await OpenApiHosts.StartAsync();
        await using var twice = await OpenApiHosts.StartAsync(services =>
            services.AddOpenApi(options => options.AddProfileTwoFactor().AddProfileTwoFactor())
        );

        Assert.Equal(
            (await once.DocumentAsync()).ToJsonString(),
            (await twice.DocumentAsync()).ToJsonString()
        );
    }

    [Fact]
    public async Task Document_WithTransformersOfTheApp_IsTheirsToChange()
    {
        await using var host = await OpenApiHosts.StartAsync(services =>
            services.AddOpenApi(options =>
            {
                options.AddProfileTwoFactor();
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "Shop";
                        document.Paths.Remove("/two-factor/api/antiforgery");
                        return Task.CompletedTask;
                    }
                );
            })
        );

        var document = await host.DocumentAsync();

        Assert.Equal("Shop", document["info"]!["title"]!.GetValue<string>());
        Assert.Null(document["paths"]!["/two-factor/api/antiforgery"]);
        Assert.NotNull(document["paths"]!["/two-factor/api/profiles/{sid}"]);
    }

    private static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.AttributeProvider is not MemberInfo member
        || member.GetCustomAttribute<JsonIgnoreAttribute>() is null;

    private static JsonObject Responses(JsonNode document, string path, string method) =>
        document["paths"]![path]![method]!["responses"]!.AsObject();

    private static IEnumerable<string> Codes(JsonObject responses, string status) =>
        responses[status]![ProblemResponses.CodesExtension]!
            .AsArray()
            .Select(code => code!.GetValue<string>());

    private static IEnumerable<JsonNode> Find(JsonNode node, string name) =>
        node switch
        {
            JsonObject one => one.SelectMany(member =>
                member.Value is null ? []
                : member.Key == name && member.Value is JsonValue ? [member.Value]
                : Find(member.Value, name)
            ),
            JsonArray several => several.SelectMany(item => item is null ? [] : Find(item, name)),
            _ => [],
        };

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Middleware2FA.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
