using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Proxies;

/// <summary>Two nodes behind a real nginx that ends TLS, shares requests out between them, and has the site at its root and below a path.</summary>
[Collection(Cluster.Second)]
public sealed partial class NginxTests
{
    [NginxFact]
    public async Task Site_below_a_path_of_nginx_binds_verifies_and_opens_on_both_nodes()
    {
        await using var cluster = await StartAsync();
        await using var nginx = await StartNginxAsync(cluster);
        var browser = new ProxiedBrowser(nginx);
        using var client = browser.At(NginxServer.Prefix);
        await SignInAsync(client, "olivia");

        var app = await client.EnableTwoFactorAsync("acme", cluster.Clock);

        // In turn, so that each node answers some of them.
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(client));
        }

        Assert.All(
            cluster.Nodes,
            node => Assert.DoesNotContain("Unhandled", node.Log, StringComparison.Ordinal)
        );
        var own = browser.Cookies.Where(cookie =>
            cookie.Name.Contains("2fa", StringComparison.OrdinalIgnoreCase)
            || cookie.Name.Contains("TwoFactor", StringComparison.OrdinalIgnoreCase)
        );
        Assert.NotEmpty(own);
        Assert.All(
            own,
            cookie => Assert.Equal((NginxServer.Prefix, true), (cookie.Path, cookie.Secure))
        );

        // Another browser is led to the page below the path, and back after its code.
        using var phone = new ProxiedBrowser(nginx).At(NginxServer.Prefix);
        await SignInAsync(phone, "olivia");
        var page = await NavigateAsync(phone, "/p/acme");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        var verify = new Uri(nginx.Address, page.Headers.Location!);
        Assert.StartsWith(
            $"{nginx.Address.GetLeftPart(UriPartial.Authority)}{NginxServer.Prefix}/two-factor/",
            verify.AbsoluteUri,
            StringComparison.Ordinal
        );
        Assert.Contains(
            Uri.EscapeDataString($"{NginxServer.Prefix}/p/acme"),
            verify.Query,
            StringComparison.Ordinal
        );
        using var shown = await phone.GetAsync(verify);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.DoesNotContain(
            "=\"/two-factor",
            await shown.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        await phone.VerifyTwoFactorAsync("acme", app);
        Assert.Equal(HttpStatusCode.OK, (await NavigateAsync(phone, "/p/acme")).StatusCode);
    }

    [NginxFact]
    public async Task Code_entered_at_the_root_of_nginx_and_below_its_path_opens_each_of_them()
    {
        await using var cluster = await StartAsync();
        await using var nginx = await StartNginxAsync(cluster);
        var browser = new ProxiedBrowser(nginx);
        using var root = browser.At("");
        using var below = browser.At(NginxServer.Prefix);
        await SignInAsync(root, "olivia");
        var app = await root.EnableTwoFactorAsync("acme", cluster.Clock);
        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(root));
        // The browser sends the window's cookie of the root there as well.
        await SignInAsync(below, "olivia");
        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(below));

        await cluster.Clock.AdvanceAsync(TimeSpan.FromHours(25));
        await SignInAsync(root, "olivia");
        await SignInAsync(below, "olivia");
        Assert.Equal(HttpStatusCode.Unauthorized, await HeatmapsAsync(below));
        await below.VerifyTwoFactorAsync("acme", app);

        Assert.Equal(HttpStatusCode.OK, await HeatmapsAsync(below));
    }

    [NginxFact]
    public async Task Form_that_reaches_both_nodes_is_done_once_and_answered_alike()
    {
        await using var cluster = await StartAsync();
        await using var nginx = await StartNginxAsync(cluster);
        FakeAuthenticator app;
        using (var owner = new ProxiedBrowser(nginx).At(""))
        {
            await SignInAsync(owner, "olivia");
            app = await owner.EnableTwoFactorAsync("acme", cluster.Clock);
        }

        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        var browser = new ProxiedBrowser(nginx);
        using var client = browser.At("");
        await SignInAsync(client, "olivia");
        const string Verify = "/two-factor/profiles/acme/verify?returnUrl=%2Fp%2Facme";
        var form = await ReadFormAsync(client, Verify);
        form["code"] = app.CurrentCode();
        var cookies = browser.CookieHeader("");

        // The nodes take turns, so these are one request to each.
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 2; i++)
        {
            using var without = new ProxiedBrowser(nginx).At("");
            using var request = new HttpRequestMessage(HttpMethod.Post, Verify)
            {
                Content = new FormUrlEncodedContent(form),
            };
            request.Headers.Add("Cookie", cookies);
            answers.Add(await without.SendAsync(request));
        }

        Assert.All(
            answers,
            answer =>
            {
                Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
                Assert.Equal("/p/acme", answer.Headers.Location?.OriginalString);
            }
        );
        Assert.Equal(
            answers[0].Headers.GetValues("Set-Cookie").Order(StringComparer.Ordinal),
            answers[1].Headers.GetValues("Set-Cookie").Order(StringComparer.Ordinal)
        );
        // What Redis has of it tells no address and no cookie.
        var kept = await cluster.Redis.ExecuteAsync("KEYS", "*ptf:f:*");
        var entry = await cluster.Redis.ExecuteAsync("HGET", ((string[])kept!).Single(), "data");
        Assert.DoesNotContain("/p/acme", entry.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ProfileTwoFactor", entry.ToString(), StringComparison.Ordinal);
        Assert.All(answers, answer => answer.Dispose());
    }

    [NginxFact]
    public async Task Connection_through_nginx_ends_when_its_proof_does()
    {
        await using var cluster = await StartAsync();
        await using var nginx = await StartNginxAsync(cluster);
        var browser = new ProxiedBrowser(nginx);
        using var client = browser.At(NginxServer.Prefix);
        await SignInAsync(client, "olivia");
        await client.EnableTwoFactorAsync("acme", cluster.Clock);
        await using var connection = Connect(nginx, browser);
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();

        await cluster.Clock.AdvanceAsync(TimeSpan.FromHours(25));

        await closed.Task.WaitAsync(Eventually.Limit);
    }

    private static HubConnection Connect(NginxServer nginx, ProxiedBrowser browser) =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri(nginx.Address, NginxServer.Prefix + "/hubs/live/acme"),
                HttpTransportType.WebSockets,
                options =>
                {
                    options.SkipNegotiation = true;
                    options.Headers["Cookie"] = browser.CookieHeader(NginxServer.Prefix);
                    options.Headers["Origin"] = nginx.Address.GetLeftPart(UriPartial.Authority);
                    options.WebSocketConfiguration = socket =>
                        socket.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                            nginx.IsOurs(certificate);
                }
            )
            .Build();

    private static Task<Cluster> StartAsync() =>
        Cluster.StartAsync(
            nodes: 2,
            settings =>
            {
                settings["ForwardedHeaders_Enabled"] = "true";
                settings["Node:TrustsPathBase"] = "true";
            }
        );

    private static Task<NginxServer> StartNginxAsync(Cluster cluster) =>
        NginxServer.StartAsync([.. cluster.Nodes.Select(node => node.Address)]);

    private static async Task SignInAsync(HttpClient client, string name)
    {
        using var answer = await client.PostAsJsonAsync(
            "/api/session",
            new { email = $"{name}@example.com", password = NodeBrowser.Password }
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<Dictionary<string, string>> ReadFormAsync(
        HttpClient client,
        string path
    )
    {
        using var page = await NavigateAsync(client, path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var token = AntiforgeryToken().Match(await page.Content.ReadAsStringAsync());
        Assert.True(token.Success);
        return new() { ["__RequestVerificationToken"] = token.Groups["value"].Value };
    }

    private static async Task<HttpStatusCode> HeatmapsAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/p/acme/heatmaps");
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> NavigateAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        return await client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<value>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
