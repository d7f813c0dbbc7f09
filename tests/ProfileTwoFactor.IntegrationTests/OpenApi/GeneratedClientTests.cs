using System.Net;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenApi.Support;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.IntegrationTests.OpenApi;

/// <summary>A client that a generator writes from the document, compiled, against a host.</summary>
public sealed class GeneratedClientTests
{
    [Fact]
    public async Task Client_GeneratedFromTheDocument_BindsAndVerifies()
    {
        await using var host = await OpenApiHosts.StartAsync(services =>
            services.AddOpenApi(options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
                options.AddProfileTwoFactor();
            })
        );
        await host.EnableAsync();
        var source = await GenerateAsync((await host.DocumentAsync()).ToJsonString());
        var mark = await ClientAsync(host, source, "mark");

        // What the gate says is read as the problem of the document.
        var refusal = await Assert.ThrowsAnyAsync<Exception>(async () =>
            await mark.Client.PAsync("acme")
        );
        dynamic problem = refusal;
        Assert.Equal(401, (int)problem.StatusCode);
        Assert.Equal("BindingRequired", ((object)problem.Result.Code).ToString());

        dynamic pending = await mark.Client.TwoFactorBeginBindingAsync(
            "acme",
            mark.Token,
            mark.New("TwoFactorBindingBody")
        );
        var app = new FakeAuthenticator((string)pending.Secret, host.Clock);
        dynamic body = mark.New("TwoFactorCodeBody");
        body.Code = app.CurrentCode();
        dynamic bound = await mark.Client.TwoFactorBindAsync("acme", mark.Token, body);
        Assert.Equal("Verified", ((object)bound.You.State).ToString());

        host.Clock.NextStep();
        var elsewhere = await ClientAsync(host, source, "mark");
        dynamic proof = elsewhere.New("TwoFactorVerifyBody");
        proof.Code = app.CurrentCode();
        dynamic verified = await elsewhere.Client.TwoFactorVerifyAsync(
            "acme",
            elsewhere.Token,
            proof
        );
        Assert.Equal("Verified", ((object)verified.You.State).ToString());
        // The same code a second time.
        var again = await ClientAsync(host, source, "mark");
        dynamic used = again.New("TwoFactorVerifyBody");
        used.Code = app.CurrentCode();
        dynamic refused = await Assert.ThrowsAnyAsync<Exception>(async () =>
            await again.Client.TwoFactorVerifyAsync("acme", again.Token, used)
        );
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains(
            "invalid",
            ((object)refused.Result.Code).ToString()!,
            StringComparison.OrdinalIgnoreCase
        );
    }

    private static async Task<Assembly> GenerateAsync(string document)
    {
        var generator = new CSharpClientGenerator(
            await NSwag.OpenApiDocument.FromJsonAsync(document),
            new CSharpClientGeneratorSettings
            {
                ClassName = "GeneratedClient",
                UseBaseUrl = false,
                CSharpGeneratorSettings =
                {
                    Namespace = "Generated",
                    JsonLibrary = NJsonSchema
                        .CodeGeneration
                        .CSharp
                        .CSharpJsonLibrary
                        .NewtonsoftJson,
                },
            }
        );
        var compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(generator.GenerateFile())],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success,
            string.Join(
                '\n',
                result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)
            )
        );
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    private static async Task<Caller> ClientAsync(GateHost host, Assembly generated, string user)
    {
        var http = new HttpClient(new Cookies(host.Server.CreateHandler()))
        {
            BaseAddress = new Uri("https://localhost/"),
        };
        Assert.True((await http.GetAsync($"/sign-in/{user}")).IsSuccessStatusCode);
        dynamic client = Activator.CreateInstance(
            generated.GetType("Generated.GeneratedClient")!,
            http
        )!;
        dynamic token = await client.TwoFactorGetAntiforgeryTokenAsync();
        return new Caller(client, (string)token.Token, generated);
    }

    private sealed record Caller(dynamic Client, string Token, Assembly Generated)
    {
        public dynamic New(string schema) =>
            Activator.CreateInstance(Generated.GetType($"Generated.{schema}")!)!;
    }

    private sealed class Cookies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var header = _cookies.GetCookieHeader(request.RequestUri!);
            if (header.Length > 0)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    _cookies.SetCookies(request.RequestUri!, cookie);
                }
            }

            return response;
        }
    }
}
