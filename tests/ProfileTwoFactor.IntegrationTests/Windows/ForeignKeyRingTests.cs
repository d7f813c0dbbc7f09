using System.Net.Http.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Two nodes over one store and one cache, and the second one has keys of its own.</summary>
public sealed class ForeignKeyRingTests : IAsyncLifetime
{
    private readonly InMemoryPolicyStore _policies = new();
    private readonly InMemorySecretStore _secrets = new();
    private readonly MemoryDistributedCache _cache = new(
        Options.Create(new MemoryDistributedCacheOptions())
    );
    private readonly DataProtectionSecretProtector _protector = new(
        new EphemeralDataProtectionProvider()
    );
    private GateHost _right = null!;
    private GateHost _wrong = null!;

    public async Task InitializeAsync()
    {
        _right = await StartAsync(new EphemeralDataProtectionProvider());
        _wrong = await StartAsync(new EphemeralDataProtectionProvider());
    }

    [Fact]
    public async Task A_window_that_one_node_cannot_decrypt_stays_open_on_the_others()
    {
        await EnableAsync(TokenIssuer.Issue("olivia", sid: "a"));
        AnswerAssert.Ok(await GetAsync(_right, TokenIssuer.Issue("olivia", sid: "a")));

        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(_wrong, TokenIssuer.Issue("olivia", sid: "a"))
        );

        AnswerAssert.Ok(await GetAsync(_right, TokenIssuer.Issue("olivia", sid: "a")));
    }

    [Fact]
    public async Task A_window_of_the_same_keys_under_another_application_name_stays_open_as_well()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var named = await StartAsync(keys.CreateProtector("One"));
        await using var other = await StartAsync(keys.CreateProtector("Two"));
        await EnableAsync(TokenIssuer.Issue("olivia", sid: "a"), named);

        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(other, TokenIssuer.Issue("olivia", sid: "a"))
        );

        AnswerAssert.Ok(await GetAsync(named, TokenIssuer.Issue("olivia", sid: "a")));
    }

    public async Task DisposeAsync()
    {
        await _right.DisposeAsync();
        await _wrong.DisposeAsync();
    }

    private Task<GateHost> StartAsync(IDataProtectionProvider keys) =>
        GateHost.StartAsync(
            services: services =>
            {
                services.RemoveAll<IPolicyStore>();
                services.RemoveAll<ISecretStore>();
                services.AddSingleton<IPolicyStore>(_policies);
                services.AddSingleton<ISecretStore>(_secrets);
                services.AddSingleton<IDistributedCache>(_cache);
                services.AddSingleton<ISecretProtector>(_protector);
                services.AddSingleton(keys);
            },
            options: options =>
            {
                options.DecisionLifetime = TimeSpan.Zero;
                options.WindowClaimTypes.Add("sid");
            },
            authentication: services => services.AddAuthentication().AddJwtBearer(TokenIssuer.Trust)
        );

    private async Task EnableAsync(string token, GateHost? node = null)
    {
        node ??= _right;
        var begun = await PostAsync(node, token, "binding", null);
        AnswerAssert.Ok(begun);
        var app = new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, node.Clock);
        AnswerAssert.Ok(await PostAsync(node, token, "enable", new { code = app.CurrentCode() }));
    }

    private static Task<Answer> GetAsync(GateHost node, string token) =>
        SendAsync(node, token, new HttpRequestMessage(HttpMethod.Get, "/p/acme"));

    private static Task<Answer> PostAsync(GateHost node, string token, string call, object? body) =>
        SendAsync(
            node,
            token,
            new HttpRequestMessage(HttpMethod.Post, $"/two-factor/api/profiles/acme/{call}")
            {
                Content = body is null ? null : JsonContent.Create(body),
            }
        );

    private static Task<Answer> SendAsync(GateHost node, string token, HttpRequestMessage request)
    {
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Accept", "application/json");
        return new Browser(node.Server, node.Clock).SendAsync(request);
    }
}
