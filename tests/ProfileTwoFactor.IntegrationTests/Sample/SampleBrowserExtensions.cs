using System.Net.Http.Json;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>What people do on the sample site.</summary>
internal static class SampleBrowserExtensions
{
    /// <summary>A changing call with the antiforgery token.</summary>
    public static async Task<Answer> ChangeAsync(
        this Browser browser,
        HttpMethod method,
        string path,
        object? body = null
    )
    {
        var token = (await browser.GetAsync("/two-factor/api/antiforgery")).Json;
        var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        return await browser.SendAsync(request);
    }

    public static Task<Answer> RemoveAsync(this Browser browser, string memberId) =>
        browser.ChangeAsync(HttpMethod.Delete, $"/api/p/acme/members/{memberId}");

    /// <summary>Fills in and sends a form of a page.</summary>
    public static async Task<Answer> SubmitAsync(
        this Browser browser,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        const string field = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var shown = await browser.NavigateAsync(page);
        Assert.Contains(field, shown.Body);
        var values = fields.ToDictionary(pair => pair.Name, pair => pair.Value);
        values["__RequestVerificationToken"] = shown.Body.Split(field)[1].Split('"')[0];
        var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent(values),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.Referrer = new Uri($"https://localhost{page}");
        return await browser.SendAsync(request);
    }

    public static async Task<Dictionary<string, string>> MemberIdsAsync(this Browser browser) =>
        (await browser.GetAsync("/api/p/acme/members"))
            .Json.EnumerateArray()
            .ToDictionary(
                member => member.GetProperty("email").GetString()!,
                member => member.GetProperty("memberId").GetString()!
            );

    public static async Task<string> InviteAsync(this Browser browser, string email)
    {
        var answer = await browser.PostAsync("/api/p/acme/invitations", new { email });
        Assert.True(answer.StatusCode == 200, answer.Body);
        return answer.Json.GetProperty("token").GetString()!;
    }

    public static Task<Answer> AcceptAsync(
        this Browser browser,
        string token,
        string? password = null
    ) =>
        browser.PostAsync(
            $"/api/invitations/{token}/accept",
            password is null ? null : new { password }
        );

    public static async Task<string> ShareAsync(
        this Browser browser,
        string access,
        DateTimeOffset? expiresAt = null
    )
    {
        var answer = await browser.PostAsync(
            "/api/p/acme/links",
            new
            {
                heatmapId = "home",
                access,
                expiresAt,
            }
        );
        Assert.True(answer.StatusCode == 200, answer.Body);
        return answer.Json.GetProperty("token").GetString()!;
    }

    public static async Task<List<JsonElement>> MailsToAsync(
        this Browser browser,
        string address
    ) =>
        [
            .. (await browser.GetAsync("/dev/mail"))
                .Json.EnumerateArray()
                .Where(mail => mail.GetProperty("to").GetString() == address),
        ];
}
