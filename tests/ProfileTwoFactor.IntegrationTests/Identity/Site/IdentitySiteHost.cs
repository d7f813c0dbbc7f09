extern alias identitysite;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SiteUser = identitysite::IdentitySite.Data.SiteUser;

namespace ProfileTwoFactor.IntegrationTests.Identity.Site;

/// <summary>The sample with Identity, on a database of its own.</summary>
public sealed partial class IdentitySiteHost : WebApplicationFactory<SiteUser>
{
    private const string Password = "Identity!2026";

    private readonly string _file = Path.Combine(
        Path.GetTempPath(),
        $"identity-site-{Guid.NewGuid():N}.db"
    );

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>The app of Mark and Mei, from before.</summary>
    public FakeAuthenticator EarlierApp => new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Clock);

    public HttpClient Browser()
    {
        var browser = CreateClient(
            new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost") }
        );
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return browser;
    }

    public async Task<(HttpClient Browser, HttpResponseMessage Landed)> SignInAsync(string name)
    {
        var browser = Browser();
        var landed = await PostAsync(
            browser,
            "/login",
            "/login",
            ("Email", $"{name}@example.com"),
            ("Password", Password)
        );
        return (browser, landed);
    }

    /// <summary>Opens a page and sends one of its forms.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        var html = await browser.GetStringAsync(page);
        var token = Token().Match(html).Groups[1].Value;
        var form = fields
            .Append(("__RequestVerificationToken", token))
            .ToDictionary(field => field.Item1, field => field.Item2);
        return await browser.PostAsync(action, new FormUrlEncodedContent(form));
    }

    /// <summary>A call of the package, as a script makes it.</summary>
    public static async Task<JsonElement> CallAsync(
        HttpClient browser,
        string path,
        object? body = null
    )
    {
        var token = await browser.GetFromJsonAsync<JsonElement>("/two-factor/api/antiforgery");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/two-factor/api/{path}");
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        request.Content = JsonContent.Create(body ?? new { });
        using var answer = await browser.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A member of the workspace, as the package reads it, after a change.</summary>
    public async Task<ProfileMember> MemberAsync(
        string name,
        Func<UserManager<SiteUser>, SiteUser, Task<IdentityResult>> change
    )
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<SiteUser>>();
        var user = (await users.FindByNameAsync($"{name}@example.com"))!;
        Assert.True((await change(users, user)).Succeeded);
        return (
            await scope
                .ServiceProvider.GetRequiredService<IProfileDirectory>()
                .FindMemberAsync("acme", user.Id, default)
        )!;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Site", $"Data Source={_file}");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
