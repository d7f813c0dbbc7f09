using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using ProfileTwoFactor.IntegrationTests.OpenApi.Support;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A browser with its own cookies, mostly against a server in memory. Follows no redirects.</summary>
public sealed class Browser
{
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;

    public Browser(TestServer server, FakeTimeProvider clock)
        : this(server.CreateHandler(), new Uri("https://localhost/"), clock) { }

    /// <summary>Against any server.</summary>
    public Browser(HttpMessageHandler handler, Uri address, TimeProvider clock)
    {
        _clock = clock;
        // As many as browsers keep; the framework's own limit of twenty would drop the sign-in.
        Cookies = new CookieContainer { PerDomainCapacity = 60 };
        _client = new HttpClient(new CookieHandler(handler, Cookies)) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    /// <summary>What it says it is.</summary>
    public string? UserAgent { get; set; }

    public async Task SignInAsync(string user)
    {
        var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/sign-in/{user}"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>A script's request.</summary>
    public Task<Answer> GetAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return SendAsync(request);
    }

    /// <summary>A person's navigation.</summary>
    public Task<Answer> NavigateAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(
            "Accept",
            "text/html,application/xhtml+xml,*/*;q=0.8"
        );
        return SendAsync(request);
    }

    /// <summary>A state-changing call with the antiforgery token.</summary>
    public Task<Answer> PostAsync(
        string path,
        object? body = null,
        CancellationToken cancellationToken = default
    ) => ChangeAsync(HttpMethod.Post, path, body, cancellationToken);

    public async Task<Answer> ChangeAsync(
        HttpMethod method,
        string path,
        object? body = null,
        CancellationToken cancellationToken = default
    )
    {
        var token = (await GetAsync("/two-factor/api/antiforgery")).Json;
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await SendAsync(request, cancellationToken);
    }

    public async Task<Answer> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken = default
    )
    {
        if (UserAgent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        }

        var response = await _client.SendAsync(request, cancellationToken);
        var answer = new Answer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response
        );
        DocumentedAnswers.Check(request, answer);
        return answer;
    }

    public Task<Answer> ProfilePostAsync(string profile, string call, object? body = null) =>
        PostAsync($"/two-factor/api/profiles/{profile}/{call}", body);

    /// <summary>The Owner's call that moves the date; null is "now".</summary>
    public Task<Answer> MoveAsync(DateTimeOffset? date, string profile = "acme") =>
        ChangeAsync(
            HttpMethod.Put,
            $"/two-factor/api/profiles/{profile}/enforcement",
            new { enforceFrom = date }
        );

    /// <summary>Where the member has verified.</summary>
    public async Task<JsonElement[]> WindowsAsync(string profile = "acme")
    {
        var answer = await GetAsync($"/two-factor/api/profiles/{profile}/windows");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return [.. answer.Json.EnumerateArray()];
    }

    /// <summary>Ends one of the member's windows, or all but this browser's.</summary>
    public Task<Answer> EndAsync(string? window = null, string profile = "acme") =>
        ChangeAsync(
            HttpMethod.Delete,
            $"/two-factor/api/profiles/{profile}/windows{(window is null ? "" : "/" + window)}"
        );

    /// <summary>The Owner's call that changes rules.</summary>
    public Task<Answer> PolicyAsync(object? rules, string profile = "acme") =>
        ChangeAsync(HttpMethod.Put, $"/two-factor/api/profiles/{profile}/policy", rules);

    public Task<Answer> StatusAsync(string profile = "acme") =>
        GetAsync($"/two-factor/api/profiles/{profile}");

    public async Task<FakeAuthenticator> BeginAsync(
        string profile = "acme",
        string call = "binding"
    )
    {
        var answer = await ProfilePostAsync(profile, call);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return new FakeAuthenticator(answer.Json.GetProperty("secret").GetString()!, _clock);
    }

    public async Task<FakeAuthenticator> EnableAsync(string profile = "acme")
    {
        var app = await BeginAsync(profile);
        var answer = await ProfilePostAsync(profile, "enable", new { code = app.CurrentCode() });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return app;
    }

    public async Task<FakeAuthenticator> EnableFromAsync(
        DateTimeOffset date,
        string profile = "acme"
    )
    {
        var app = await BeginAsync(profile);
        var answer = await ProfilePostAsync(
            profile,
            "enable",
            new { code = app.CurrentCode(), enforceFrom = date }
        );
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return app;
    }

    public async Task<FakeAuthenticator> BindAsync(string profile = "acme")
    {
        var app = await BeginAsync(profile);
        var answer = await ProfilePostAsync(profile, "bind", new { code = app.CurrentCode() });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return app;
    }

    public Task<Answer> VerifyAsync(string code, string profile = "acme") =>
        ProfilePostAsync(profile, "verify", new { code });

    private sealed class CookieHandler(HttpMessageHandler inner, CookieContainer cookies)
        : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var uri = request.RequestUri!;
            var header = cookies.GetCookieHeader(uri);
            if (header.Length > 0 && !request.Headers.Contains("Cookie"))
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    cookies.SetCookies(uri, cookie);
                }
            }

            return response;
        }
    }
}
