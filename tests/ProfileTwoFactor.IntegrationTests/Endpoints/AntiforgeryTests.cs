using System.Net;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class AntiforgeryTests
{
    private const string Header = "RequestVerificationToken";
    private const string Code = """{"code":"123456"}""";

    private static readonly string[] Changes =
    [
        "binding",
        "replace",
        "enable",
        "bind",
        "verify",
        "backup-codes",
        "disable",
        "members/m2/reset",
    ];

    [Fact]
    public async Task Another_site_cannot_change_anything_through_the_cookie()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        client.Headers.Clear();

        foreach (var change in Changes)
        {
            foreach (
                var type in (string[])
                    [
                        "application/json",
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                    ]
            )
            {
                using var answer = await client.SendAsync(
                    HttpMethod.Post,
                    $"{EndpointClient.Profile}/{change}",
                    Content(Code, type)
                );

                await ProblemAssert.IsAsync(answer, 400, "antiforgery");
            }

            using var bodiless = await client.PostAsync($"{EndpointClient.Profile}/{change}");
            await ProblemAssert.IsAsync(bodiless, 400, "antiforgery");
        }

        Assert.Empty(host.Manager.Calls);
    }

    [Fact]
    public async Task A_token_of_another_identity_is_worthless()
    {
        await using var host = await EndpointHost.StartAsync();
        var mallory = await host.SignedInAsync("mallory");
        var victim = await host.SignedInAsync("olivia");
        victim.Headers[Header] = mallory.Headers[Header];

        using var answer = await victim.PostAsync($"{EndpointClient.Profile}/verify", Code);

        await ProblemAssert.IsAsync(answer, 400, "antiforgery");
        Assert.Empty(host.Manager.Calls);
    }

    [Fact]
    public async Task A_token_with_its_own_cookie_is_worthless_for_another_identity()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = host.Client();
        var anonymous = await client.FetchTokenAsync();
        using (
            await client.SendAsync(HttpMethod.Post, $"/test/sign-in/{EndpointHost.Cookie}/olivia")
        ) { }

        using var stale = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);
        await client.FetchTokenAsync();
        using var renewed = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);

        await ProblemAssert.IsAsync(stale, 400, "antiforgery");
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.NotEqual(anonymous, client.Headers[Header]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("CfDJ8")]
    [InlineData("{token},{token}")]
    [InlineData("{token}x")]
    public async Task A_malformed_token_is_refused(string pattern)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        client.Headers[Header] = pattern.Replace("{token}", client.Headers[Header]);

        using var answer = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);

        await ProblemAssert.IsAsync(answer, 400, "antiforgery");
    }

    [Fact]
    public async Task A_token_without_its_cookie_is_refused()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        foreach (Cookie cookie in client.Cookies.GetAllCookies())
        {
            cookie.Expired = cookie.Name.Contains("Antiforgery", StringComparison.Ordinal);
        }

        using var answer = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);

        await ProblemAssert.IsAsync(answer, 400, "antiforgery");
    }

    [Fact]
    public async Task A_token_of_a_lost_key_ring_is_refused_and_a_new_one_works()
    {
        await using var old = await EndpointHost.StartAsync();
        await using var host = await EndpointHost.StartAsync();
        var before = await old.SignedInAsync();
        var client = await host.SignedInAsync();
        client.Headers[Header] = before.Headers[Header];
        foreach (Cookie cookie in before.Cookies.GetAllCookies())
        {
            if (cookie.Name.Contains("Antiforgery", StringComparison.Ordinal))
            {
                client.Cookies.Add(
                    new Uri("http://localhost"),
                    new Cookie(cookie.Name, cookie.Value)
                );
            }
        }

        using var stale = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);
        await client.FetchTokenAsync();
        using var renewed = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);

        await ProblemAssert.IsAsync(stale, 400, "antiforgery");
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task A_key_ring_that_cannot_be_read_is_unavailable_and_not_an_error()
    {
        await using var host = await EndpointHost.StartAsync(services: services =>
            services.AddSingleton<IDataProtectionProvider, BrokenDataProtection>()
        );
        var client = host.Client();
        client.Headers["X-ApiKey"] = "olivia";

        using var token = await client.GetAsync("/two-factor/api/antiforgery");
        client.Headers[Header] = "CfDJ8";
        client.Cookies.Add(
            new Uri("http://localhost"),
            new Cookie(".AspNetCore.Antiforgery.x", "CfDJ8")
        );
        using var change = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);

        await ProblemAssert.IsAsync(token, 503, "two-factor-unavailable");
        await ProblemAssert.IsAsync(change, 400, "antiforgery");
    }

    [Fact]
    public async Task An_anonymous_caller_is_asked_for_the_token_before_the_sign_in()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = host.Client();

        using var without = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);
        await client.FetchTokenAsync();
        using var with = await client.PostAsync($"{EndpointClient.Profile}/verify", "not read");
        using var read = await client.GetAsync(EndpointClient.Profile);

        await ProblemAssert.IsAsync(without, 400, "antiforgery");
        await ProblemAssert.IsAsync(with, 401, "sign-in-required");
        await ProblemAssert.IsAsync(read, 401, "sign-in-required");
        Assert.Empty(host.Manager.Calls);
    }

    [Fact]
    public async Task The_antiforgery_answer_has_the_two_members_of_the_contract()
    {
        await using var host = await EndpointHost.StartAsync();

        using var answer = await host.Client().GetAsync("/two-factor/api/antiforgery");

        using var body = await EndpointClient.ReadAsync(answer);
        Assert.Equal(
            ["headerName", "token"],
            body.RootElement.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(Header, body.RootElement.GetProperty("headerName").GetString());
        ProblemAssert.IsNotStored(answer);
    }

    private static StringContent Content(string body, string type)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
