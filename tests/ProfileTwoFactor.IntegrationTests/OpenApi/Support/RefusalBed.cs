using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.OpenApi.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>A host with all features, and a list of what its calls answered.</summary>
internal sealed class RefusalBed(TestEngine engine, ISet<string> seen) : IAsyncDisposable
{
    public const string Profile = "/profiles/{sid}";
    public const string Account = "/account";

    private static readonly JsonObject NoCredential = new() { ["credential"] = new JsonObject() };
    private static readonly JsonObject WrongCode = new() { ["code"] = "000000" };

    /// <summary>With these a call gets past its own reading of the body.</summary>
    private static readonly Dictionary<string, JsonNode> Bodies = new()
    {
        ["enable"] = WrongCode,
        ["bind"] = WrongCode,
        ["verify"] = WrongCode,
        ["passkeys"] = NoCredential,
        ["enforcement"] = new JsonObject { ["enforceFrom"] = null },
        ["policy"] = new JsonObject { ["message"] = "Ask Olivia." },
        ["{authenticatorId}"] = new JsonObject { ["name"] = "Phone" },
    };

    public TestEngine Engine { get; } = engine;

    public RecordingCodeSender Mail =>
        (RecordingCodeSender)Engine.Host.App.Services.GetRequiredService<IEnrollmentCodeSender>();

    public static async Task<RefusalBed> StartAsync(
        ISet<string> seen,
        Action<ProfileTwoFactorOptions>? options = null
    ) =>
        new(
            await TestEngine.StartAsync(
                options,
                services =>
                {
                    services
                        .AddProfileTwoFactor()
                        .AddAccounts<TestAccounts>(accounts =>
                            accounts.SessionScheme =
                                CookieAuthenticationDefaults.AuthenticationScheme
                        )
                        .AddPasskeys()
                        .AddInMemoryHistory()
                        .AddSecurityHistory();
                    services.AddSingleton<IEnrollmentCodeSender>(new RecordingCodeSender());
                    MachineHosts.AddCallers(services, new TestMachineCallers());
                },
                authentication: MachineHosts.Authenticate,
                map: routes =>
                    routes.MapGet(
                        "/password/{user}",
                        (string user, HttpContext context) =>
                            context
                                .RequestServices.GetRequiredService<IAccountTwoFactorManager>()
                                .SignInAsync(context, user, new AuthenticationProperties())
                    )
            ),
            seen
        );

    public static JsonObject CredentialOf(string json) =>
        new() { ["credential"] = JsonNode.Parse(json) };

    public Task<Browser> BrowserAsync(string? user) => Engine.Host.BrowserAsync(user);

    /// <summary>All calls that begin with a path, the ones that end something last.</summary>
    public async Task CallAllAsync(
        Browser browser,
        string under,
        string profile = "acme",
        string member = "acme-mei",
        JsonNode? body = null,
        bool token = true,
        string query = ""
    )
    {
        foreach (
            var call in ApiCalls
                .All.Keys.Where(call =>
                    call.Split(' ')[1].StartsWith(under, StringComparison.Ordinal)
                )
                .OrderBy(call => call.EndsWith("/disable", StringComparison.Ordinal))
                .ThenBy(call => call, StringComparer.Ordinal)
        )
        {
            await CallAsync(browser, call, body, profile, member, token, query: query);
        }
    }

    public async Task<Answer> CallAsync(
        Browser browser,
        string call,
        JsonNode? body = null,
        string profile = "acme",
        string member = "acme-mei",
        bool token = true,
        string item = "unknown",
        string query = ""
    )
    {
        var parts = call.Split(' ');
        var path =
            "/two-factor/api"
            + parts[1]
                .Replace("{sid}", profile, StringComparison.Ordinal)
                .Replace("{memberId}", member, StringComparison.Ordinal)
                .Replace("{windowId}", item, StringComparison.Ordinal)
                .Replace("{authenticatorId}", item, StringComparison.Ordinal)
            + query;
        var method = HttpMethod.Parse(parts[0]);
        var answer =
            parts[0] == "GET" ? await browser.GetAsync(path)
            : token
                ? await browser.ChangeAsync(
                    method,
                    path,
                    body ?? Bodies.GetValueOrDefault(parts[1].Split('/')[^1])
                )
            : await browser.SendAsync(new HttpRequestMessage(method, path));
        if (answer.Code is { } code)
        {
            seen.Add($"{call}: {code}");
        }

        return answer;
    }

    /// <summary>A browser in which the password was right, and a code is outstanding.</summary>
    public async Task<Browser> PasswordAsync(string user)
    {
        var browser = await BrowserAsync(null);
        AnswerAssert.Ok(await browser.GetAsync($"/password/{user}"));
        return browser;
    }

    public async Task<FakeAuthenticator> EnableAccountAsync(Browser browser)
    {
        var begun = await browser.AccountPostAsync("binding");
        AnswerAssert.Ok(begun);
        var app = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            Engine.Clock
        );
        AnswerAssert.Ok(await browser.AccountPostAsync("enable", new { code = app.CurrentCode() }));
        Engine.Clock.NextStep();
        return app;
    }

    public async Task ChangeAccountAsync(string user, Func<BindingRecord, BindingRecord> change)
    {
        var scope = TwoFactorScope.Account(user);
        var policy = await Engine.Policies.FindAsync(scope, CancellationToken.None);
        var record = await Engine.Secrets.FindAsync(
            new(scope, policy?.Epoch ?? "", user, ""),
            CancellationToken.None
        );
        Assert.NotNull(record);
        Assert.Equal(
            StoreWriteStatus.Written,
            await Engine.Secrets.WriteAsync(change(record), CancellationToken.None)
        );
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
