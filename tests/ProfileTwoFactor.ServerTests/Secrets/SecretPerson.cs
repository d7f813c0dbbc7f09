using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Secrets;

/// <summary>A person of the site, each of whose secrets is remembered as a canary.</summary>
internal sealed class SecretPerson : IDisposable
{
    private readonly string _name;
    private readonly Cluster _cluster;
    private readonly List<Canary> _canaries;
    private readonly NodeBrowser _browser;
    private NodeCaller? _caller;

    private SecretPerson(
        string name,
        Cluster cluster,
        List<Canary> canaries,
        NodeBrowser browser
    ) => (_name, _cluster, _canaries, _browser) = (name, cluster, canaries, browser);

    public FakeAuthenticator? App { get; private set; }

    public static async Task<SecretPerson> SignInAsync(
        string name,
        Cluster cluster,
        List<Canary> canaries
    )
    {
        var browser = await NodeBrowser.SignedInAsync(cluster.Nodes[0], name);
        return new SecretPerson(name, cluster, canaries, browser);
    }

    /// <summary>Scans a QR code and types the first code.</summary>
    /// <param name="begin">The call that shows the QR code.</param>
    /// <param name="confirm">The call that takes the code.</param>
    /// <param name="proof">What a first binding needs beyond the sign-in.</param>
    public async Task<JsonElement> BindAsync(string begin, string confirm, string? proof = null)
    {
        var pending = await PostAsync(begin, proof is null ? null : new { proof });
        var secret = pending.GetProperty("secret").GetString()!;
        _canaries.Add(Canary.OfSecret($"{_name}'s secret of {begin}", secret));
        App = new FakeAuthenticator(secret, _cluster.Clock);
        return await PostAsync(confirm, new { code = await CodeAsync() });
    }

    /// <summary>A code that no one has typed yet.</summary>
    public async Task<string> CodeAsync()
    {
        await _cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        var code = App!.Code();
        _canaries.Add(Canary.OfDigits($"{_name}'s code", code));
        return code;
    }

    public string[] BackupCodesOf(JsonElement answer)
    {
        var codes = answer
            .GetProperty("backupCodes")
            .EnumerateArray()
            .Select(code => code.GetString()!)
            .ToArray();
        Assert.Equal(10, codes.Length);
        _canaries.AddRange(codes.Select(code => Canary.OfTyped($"{_name}'s backup code", code)));
        return codes;
    }

    public async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        var answer = await TryPostAsync(path, body);
        Assert.True(
            (int)answer.Status < 300,
            $"{_name}: {path} answered {(int)answer.Status} {answer.Code}"
        );
        return answer.Body.Length == 0 ? default : JsonElement.Parse(answer.Body);
    }

    /// <summary>A call that may be refused. What the browser has afterwards is a secret, too.</summary>
    public async Task<NodeAnswer> TryPostAsync(string path, object? body)
    {
        var caller = await CallerAsync();
        var answer = await caller.PostAsync(Full(path), body);
        RememberCookies();
        return answer;
    }

    public async Task<JsonElement> PutAsync(string path, object body)
    {
        var caller = await CallerAsync();
        var answer = await caller.SendAsync(HttpMethod.Put, Full(path), body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonElement.Parse(answer.Body);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var caller = await CallerAsync();
        var answer = await caller.GetAsync(Full(path));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonElement.Parse(answer.Body);
    }

    /// <summary>After a sign-in: an antiforgery token is good for the one who was signed in when it was made.</summary>
    public void RenewToken()
    {
        _caller?.Dispose();
        _caller = null;
    }

    public void Dispose() => _caller?.Dispose();

    private async Task<NodeCaller> CallerAsync() =>
        _caller ??= await NodeCaller.AtAsync(_browser, _cluster.Nodes[0]);

    private static string Full(string path) =>
        path.StartsWith('/') ? path : $"/two-factor/api/profiles/acme/{path}";

    private void RememberCookies() =>
        _canaries.AddRange(
            _browser.Cookies.Select(cookie =>
                Canary.OfText($"{_name}'s cookie {cookie.Name}", cookie.Value)
            )
        );
}
