using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A small OpenID Connect provider in memory: discovery, keys, authorization code with PKCE, signed id tokens.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = TokenIssuer.Audience;
    public const string ClientSecret = "secret of the client";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Grant> _grants = new();

    private IdentityProvider(WebApplication app)
    {
        _app = app;
    }

    /// <summary>Who is signed in at the provider, in whatever browser.</summary>
    public string User { get; set; } = "olivia";

    /// <summary>What its id tokens say besides, such as <c>amr</c>.</summary>
    public IReadOnlyDictionary<string, object>? MoreClaims { get; set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        var app = builder.Build();
        var provider = new IdentityProvider(app);
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", Discovery);
        app.MapGet("/keys", Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>For the host's back channel.</summary>
    public HttpMessageHandler Handler() => _app.GetTestServer().CreateHandler();

    /// <summary>The person agrees; where the browser is sent then.</summary>
    public async Task<Uri> AgreeAsync(string authorize)
    {
        using var client = new HttpClient(Handler());
        using var answer = await client.GetAsync(authorize);
        return answer.Headers.Location
            ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Discovery() =>
        Results.Json(
            new
            {
                issuer = TokenIssuer.Address,
                authorization_endpoint = $"{TokenIssuer.Address}/authorize",
                token_endpoint = $"{TokenIssuer.Address}/token",
                jwks_uri = $"{TokenIssuer.Address}/keys",
                response_types_supported = new[] { "code" },
                subject_types_supported = new[] { "public" },
                id_token_signing_alg_values_supported = new[] { SecurityAlgorithms.EcdsaSha256 },
            }
        );

    private static IResult Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
            (ECDsaSecurityKey)TokenIssuer.Key
        );
        return Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = key.Kty,
                        use = "sig",
                        kid = key.KeyId,
                        crv = key.Crv,
                        x = key.X,
                        y = key.Y,
                    },
                },
            }
        );
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code")
        {
            return Results.BadRequest("unknown client or response type");
        }

        var code = Guid.NewGuid().ToString("N");
        _grants[code] = new(
            User,
            query["nonce"].ToString(),
            query["redirect_uri"].ToString(),
            query["code_challenge"].ToString()
        );
        return Results.Redirect(
            QueryHelpers.AddQueryString(
                query["redirect_uri"].ToString(),
                new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }
            )
        );
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (
            !_grants.TryRemove(form["code"].ToString(), out var grant)
            || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != grant.RedirectUri
            || Challenge(form["code_verifier"].ToString()) != grant.CodeChallenge
        )
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        return Results.Json(
            new
            {
                access_token = TokenIssuer.Issue(grant.User),
                token_type = "Bearer",
                expires_in = 3600,
                id_token = TokenIssuer.Issue(grant.User, nonce: grant.Nonce, more: MoreClaims),
            }
        );
    }

    private static string Challenge(string verifier) =>
        WebEncoders.Base64UrlEncode(
            System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.ASCII.GetBytes(verifier)
            )
        );

    private sealed record Grant(
        string User,
        string Nonce,
        string RedirectUri,
        string CodeChallenge
    );
}
