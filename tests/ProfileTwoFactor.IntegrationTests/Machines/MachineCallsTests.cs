using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;

namespace ProfileTwoFactor.IntegrationTests.Machines;

/// <summary>What is for people alone, whatever the rules of a profile say: the package's own calls, and what an account protects.</summary>
public sealed class MachineCallsTests
{
    private readonly TestMachineCallers _callers = new();

    /// <summary>From the table of routes, so that a call that is added is asked as well.</summary>
    [Fact]
    public async Task A_machine_is_refused_by_each_call_that_is_mapped()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var calls = CallsOf(host);
        var answers = new List<string>();

        foreach (var (method, path) in calls)
        {
            var answer = await SendAsync(host, method, path, key: "k1:olivia");
            answers.Add($"{method} {path}: {answer.StatusCode} {answer.Code}");
        }

        Assert.Equal(
            string.Join('\n', calls.Select(call => Refused(call.Method, call.Path))),
            string.Join('\n', answers)
        );
        foreach (
            var call in new[]
            {
                "DELETE /two-factor/api/profiles/acme/windows/x",
                "DELETE /two-factor/api/profiles/acme/authenticators/x",
                "POST /two-factor/api/profiles/acme/passkeys",
                "POST /two-factor/api/account/verify",
                "POST /two-factor/api/account/passkeys",
            }
        )
        {
            Assert.Contains(call, calls.Select(one => $"{one.Method} {one.Path}"));
        }
    }

    /// <summary>The creator's account has it off, or on and verified elsewhere. Neither is the key's.</summary>
    [Theory]
    [InlineData("/account")]
    [InlineData("/account/open")]
    public async Task A_machine_is_refused_where_an_account_is_required(string path)
    {
        await using var host = await StartAsync();

        AnswerAssert.Refused(
            403,
            "machine-caller-denied",
            await host.GetAsync(path, key: "k1:olivia")
        );
        var olivia = await host.BrowserAsync("olivia");
        Assert.Equal(
            path == "/account" ? "account-two-factor-required" : null,
            (await olivia.GetAsync(path)).Code
        );
    }

    [Fact]
    public async Task A_directory_that_throws_is_an_outage_where_an_account_is_required()
    {
        await using var host = await StartAsync();
        _callers.Before = () => throw new InvalidOperationException("down");

        AnswerAssert.Unavailable(await host.GetAsync("/account/open", key: "k1:olivia"));
        // People with a cookie don't depend on it.
        AnswerAssert.Ok(await (await host.BrowserAsync("olivia")).GetAsync("/account/open"));
    }

    private static string Refused(string method, string path) =>
        $"{method} {path}: 403 machine-caller-denied";

    private Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapGet("/account", () => "shown").RequireAccountTwoFactor();
                routes
                    .MapGet("/account/open", () => "shown")
                    .RequireAccountTwoFactor(allowWhenOff: true);
            },
            all =>
            {
                MachineHosts.AddCallers(all, _callers);
                all.AddProfileTwoFactor()
                    .AddAccounts<TestAccounts>(accounts =>
                        accounts.SessionScheme = CookieAuthenticationDefaults.AuthenticationScheme
                    )
                    .AddPasskeys()
                    .AddInMemoryHistory()
                    .AddSecurityHistory();
            },
            options => options.TokenAuthenticationSchemes.Add(KeyHandler.SchemeName),
            authentication: MachineHosts.Authenticate
        );

    private static List<(string Method, string Path)> CallsOf(GateHost host) =>
        [
            .. from route in host
                .App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
            let text = route.RoutePattern.RawText!.TrimEnd('/')
            where text.StartsWith("/two-factor/api/", StringComparison.Ordinal)
            // A token against requests of other sites. It tells nothing of anyone.
            where !text.EndsWith("/antiforgery", StringComparison.Ordinal)
            from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
            let path = string.Join(
                '/',
                text.Split('/')
                    .Select(part =>
                        !part.StartsWith('{') ? part
                        : part == $"{{{ProfileTwoFactorDefaults.ProfileIdParameter}}}" ? "acme"
                        : "x"
                    )
            )
            orderby path, method
            select (method, path),
        ];

    private static async Task<Answer> SendAsync(
        GateHost host,
        string method,
        string path,
        string key
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "DELETE"))
        {
            var body =
                path.EndsWith("/policy", StringComparison.Ordinal) ? """{"window":3600}"""
                : path.EndsWith("/enforcement", StringComparison.Ordinal)
                    ? """{"enforceFrom":null}"""
                : path.EndsWith("/revoke", StringComparison.Ordinal) ? "{}"
                : path.EndsWith("/passkeys", StringComparison.Ordinal) ? """{"credential":{}}"""
                : method == "PATCH" ? """{"name":"Phone"}"""
                : """{"code":"123456"}""";
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await host.SendAsync(request, key: key);
    }
}
