using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A person who uses the site's JSON endpoints. For what a test needs before it begins: a page costs a browser a tenth of a second.</summary>
internal sealed class Caller
{
    private readonly Site _site;
    private readonly HttpClientHandler _handler = new();
    private readonly HttpClient _client;

    private Caller(Site site)
    {
        _site = site;
        _client = new HttpClient(_handler) { BaseAddress = new Uri(site.Address) };
    }

    public static async Task<Caller> SignInAsync(Site site, string name)
    {
        var caller = new Caller(site);
        var session = new { email = $"{name}@example.com", password = "Heatmap!2026" };
        using var answer = await caller._client.PostAsJsonAsync("/api/session", session);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return caller;
    }

    /// <summary>Switches a profile on and binds its Owner, who is verified then.</summary>
    public async Task<Authenticator> EnableAsync(string profile = "acme")
    {
        var (app, _) = await ProveAsync($"profiles/{profile}", "enable");
        return app;
    }

    public async Task<Authenticator> BindAsync(string profile = "acme")
    {
        var (app, _) = await ProveAsync($"profiles/{profile}", "bind");
        return app;
    }

    /// <summary>Switches a profile off, with a fresh code.</summary>
    public async Task DisableAsync(Authenticator app, string profile = "acme")
    {
        await PostAsync($"profiles/{profile}/verify", new { code = await app.NextCodeAsync() });
        await PostAsync($"profiles/{profile}/disable", new { });
    }

    public async Task<(Authenticator App, string[] Codes)> SetUpAccountAsync()
    {
        var (app, answer) = await ProveAsync("account", "enable");
        var codes = answer.GetProperty("backupCodes").EnumerateArray();
        return (app, [.. codes.Select(code => code.GetString()!)]);
    }

    /// <summary>Goes on in a browser, as signed in and verified as before.</summary>
    public async Task<Visitor> OpenBrowserAsync(bool scripts = true)
    {
        var visitor = await Visitor.OpenAsync(_site, scripts);
        await visitor.Context.AddCookiesAsync(
            _handler
                .CookieContainer.GetAllCookies()
                .Select(cookie => new Cookie
                {
                    Name = cookie.Name,
                    Value = cookie.Value,
                    Domain = cookie.Domain,
                    Path = cookie.Path,
                    HttpOnly = cookie.HttpOnly,
                    SameSite = SameSiteAttribute.Lax,
                })
        );
        return visitor;
    }

    private async Task<(Authenticator, JsonElement)> ProveAsync(string scope, string action)
    {
        var binding = await PostAsync($"{scope}/binding", new { });
        var app = new Authenticator(new Uri(binding.GetProperty("otpauthUri").GetString()!), _site);
        return (
            app,
            await PostAsync($"{scope}/{action}", new { code = await app.NextCodeAsync() })
        );
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        var pass = await _client.GetFromJsonAsync<JsonElement>("/two-factor/api/antiforgery");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/two-factor/api/{path}");
        request.Content = JsonContent.Create(body);
        request.Headers.Add(
            pass.GetProperty("headerName").GetString()!,
            pass.GetProperty("token").GetString()
        );
        using var answer = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
