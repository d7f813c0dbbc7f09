using System.Text.Json;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

internal static class PasskeySteps
{
    public const string Acme = "profiles/acme";

    public const string Authenticators = "/two-factor/profiles/acme/authenticators";

    /// <summary>Calls the package's JSON endpoints as the person of this browser.</summary>
    public static async Task<(int Status, JsonElement Body)> SendAsync(
        this Visitor visitor,
        string path,
        object? body = null,
        string method = "POST"
    )
    {
        var request = visitor.Context.APIRequest;
        var pass = (
            await (await request.GetAsync("/two-factor/api/antiforgery")).JsonAsync()
        )!.Value;
        var answer = await request.FetchAsync(
            $"/two-factor/api/{path}",
            new()
            {
                Method = method,
                DataObject = method == "GET" ? null : body ?? new { },
                Headers = new Dictionary<string, string>
                {
                    [pass.GetProperty("headerName").GetString()!] = pass.GetProperty("token")
                        .GetString()!,
                },
            }
        );
        var text = await answer.TextAsync();
        return (
            answer.Status,
            text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text)
        );
    }

    /// <summary>Lets the page that is open, of whatever site, ask for a passkey. With the options that the site under test gave, but for what the page changes.</summary>
    public static async Task<JsonElement> AskAsync(
        this Visitor visitor,
        JsonElement options,
        object? changes = null
    )
    {
        var answer = await visitor.Page.EvaluateAsync<string>(
            """
            async ([options, changes]) => {
              const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({ ...JSON.parse(options), ...JSON.parse(changes) });
              return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
            }
            """,
            new[] { options.GetRawText(), JsonSerializer.Serialize(changes ?? new { }) }
        );
        return JsonSerializer.Deserialize<JsonElement>(answer);
    }

    /// <summary>Opens a page of another site, which no server has to serve.</summary>
    public static async Task VisitAsync(this Visitor visitor, string origin)
    {
        await visitor.Page.RouteAsync(
            $"{origin}/",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html",
                        Body = "<!DOCTYPE html><title>Elsewhere</title>",
                    }
                )
        );
        await visitor.Page.GotoAsync($"{origin}/");
    }

    /// <summary>Binds a passkey with the call that the pages make, from a page of the site that is open.</summary>
    public static async Task BindPasskeyAsync(
        this Visitor visitor,
        string call = $"{Acme}/passkeys"
    )
    {
        var (status, options) = await visitor.SendAsync($"{Acme}/passkeys/options");
        Assert.Equal(200, status);
        var credential = await visitor.Page.EvaluateAsync<string>(
            """
            async (options) => {
              const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
              return JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON());
            }
            """,
            options.GetRawText()
        );
        (status, var body) = await visitor.SendAsync(
            call,
            new { credential = JsonSerializer.Deserialize<JsonElement>(credential) }
        );
        Assert.True(status == 200, $"{status} {body}");
    }

    /// <summary>A further app beside the one that a verified member has.</summary>
    public static async Task AddAppAsync(this Visitor member, Site site, string name)
    {
        var (status, begun) = await member.SendAsync($"{Acme}/binding", new { add = true, name });
        Assert.Equal(200, status);
        var app = new Authenticator(new Uri(begun.GetProperty("otpauthUri").GetString()!), site);
        (status, var body) = await member.SendAsync(
            $"{Acme}/bind",
            new { code = await app.NextCodeAsync() }
        );
        Assert.True(status == 200, $"{status} {body}");
    }

    /// <summary>Limits the kinds of authenticators, as the Owner.</summary>
    public static async Task AllowAsync(this Visitor owner, params string[] kinds)
    {
        var (status, body) = await owner.SendAsync(
            $"{Acme}/policy",
            new { allowedAuthenticators = kinds },
            "PUT"
        );
        Assert.True(status == 200, $"{status} {body}");
    }

    public static async Task<string[]> IssueBackupCodesAsync(this Visitor member)
    {
        var (status, body) = await member.SendAsync($"{Acme}/backup-codes");
        Assert.Equal(200, status);
        return [.. body.GetProperty("backupCodes").EnumerateArray().Select(it => it.GetString()!)];
    }

    /// <summary>The person who is asked for a passkey closes the prompt at once. Chromium's simulated prompts can't be closed.</summary>
    public static Task RefusePromptsAsync(this Visitor visitor, string error) =>
        visitor.Page.AddInitScriptAsync(
            $$"""
            for (const call of ["create", "get"]) {
              navigator.credentials[call] = () => Promise.reject(new DOMException("", "{{error}}"));
            }
            """
        );
}
