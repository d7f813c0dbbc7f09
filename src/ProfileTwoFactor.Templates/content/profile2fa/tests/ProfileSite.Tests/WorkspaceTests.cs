using System.Net;
using System.Text.RegularExpressions;
using ProfileTwoFactor.Testing;
using Xunit;

namespace ProfileSite.Tests;

public sealed partial class WorkspaceTests : IAsyncDisposable
{
    private const string Password = "Correct-Horse-7-Battery";
    private readonly SiteFactory _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public void Endpoints_ThatNameAWorkspace_AreGated() =>
        Assert.Empty(ProfileEndpoints.NotGated(_site.Services));

    [Fact]
    public async Task Workspace_OfOthers_IsRefused()
    {
        using var olivia = await RegisterAsync("olivia@example.com");
        using var eve = await RegisterAsync("eve@example.com");
        var workspace = await CreateWorkspaceAsync(olivia);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(olivia, workspace));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(eve, workspace));
    }

    [Fact]
    public async Task Workspace_WithTwoFactorAuthentication_AsksMembersAndRemembersThemForADay()
    {
        using var olivia = await RegisterAsync("olivia@example.com");
        using var mark = await RegisterAsync("mark@example.com");
        var workspace = await CreateWorkspaceAsync(olivia);
        await PostAsync(
            olivia,
            $"/w/{workspace}/members",
            $"/w/{workspace}/members?handler=Add",
            new() { ["email"] = "mark@example.com" }
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(mark, workspace));

        await olivia.EnableTwoFactorAsync(workspace, _site.Clock);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(mark, workspace));

        await mark.BindTwoFactorAsync(workspace, _site.Clock);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(mark, workspace));

        _site.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(mark, workspace));
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_IsRefused()
    {
        using var olivia = await RegisterAsync("olivia@example.com");
        using var guest = _site.CreateTwoFactorClient();

        var answer = await SignInAsync(guest, "olivia@example.com", "Wrong-Horse-7-Battery");

        Assert.Contains("is wrong", await answer.Content.ReadAsStringAsync());
        Assert.Equal("/account/sign-in", await SignInPathAsync(guest));
    }

    [Fact]
    public async Task Passwords_FromOneAddress_AreLimited()
    {
        using var guest = _site.CreateTwoFactorClient();
        await guest.GetAsync("/account/sign-in");
        HttpStatusCode? last = null;

        for (var attempt = 0; attempt < 11; attempt++)
        {
            last = (await guest.PostAsync("/account/sign-in", content: null)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        var page = await guest.GetAsync("/account/sign-in");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private async Task<HttpClient> RegisterAsync(string email)
    {
        var client = _site.CreateTwoFactorClient();
        var fields = new Dictionary<string, string> { ["email"] = email, ["password"] = Password };
        var registered = await PostAsync(client, "/account/register", "/account/register", fields);
        Assert.Equal(HttpStatusCode.Redirect, registered.StatusCode);
        var signedIn = await SignInAsync(client, email, Password);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return client;
    }

    private static Task<HttpResponseMessage> SignInAsync(
        HttpClient client,
        string email,
        string password
    ) =>
        PostAsync(
            client,
            "/account/sign-in",
            "/account/sign-in",
            new() { ["email"] = email, ["password"] = password }
        );

    private static async Task<string> CreateWorkspaceAsync(HttpClient client)
    {
        var created = await PostAsync(client, "/", "/", new() { ["name"] = "Acme" });
        Assert.Equal(HttpStatusCode.Redirect, created.StatusCode);
        return created.Headers.Location!.OriginalString["/w/".Length..];
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string workspace) =>
        (await client.GetAsync($"/api/w/{workspace}/")).StatusCode;

    private static async Task<string> SignInPathAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/account");
        return new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath;
    }

    /// <summary>Sends a form of a page, with the page's antiforgery token.</summary>
    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string page,
        string action,
        Dictionary<string, string> fields
    )
    {
        var html = await client.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value;
        return await client.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
