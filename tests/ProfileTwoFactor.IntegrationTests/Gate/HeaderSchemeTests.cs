using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Endpoints;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Callers who prove who they are with each request, as API keys, Basic and client certificates do: that is one factor.</summary>
public sealed class HeaderSchemeTests
{
    private const string Either = "either";

    private static readonly string[] Verbs =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "QUERY",
    ];

    [Theory]
    [InlineData("ApiKey", "/p")]
    [InlineData("ApiKey", "/only")]
    [InlineData("Basic", "/p")]
    [InlineData("Basic", "/only")]
    [InlineData("Certificate", "/p")]
    [InlineData("Certificate", "/only")]
    public async Task Caller_WithOneFactor_GetsNothingByAnyVerb(string scheme, string path)
    {
        await using var host = await StartAsync(scheme);
        var (owner, _) = await host.EnableAsync();
        var caller = await host.BrowserAsync();

        foreach (var verb in Verbs)
        {
            foreach (
                var (user, code) in ((string, string)[])
                    [
                        ("olivia", "verification-required"),
                        ("mark", "binding-required"),
                        ("zoe", "not-a-member"),
                    ]
            )
            {
                var answer = await AskAsync(caller, verb, scheme, user, path);

                Assert.True(
                    answer.StatusCode is 401 or 403,
                    $"{verb} by {user} answered {answer.StatusCode}"
                );
                Assert.DoesNotContain(Secret.Text, answer.Body, StringComparison.Ordinal);
                if (verb != "HEAD")
                {
                    Assert.Equal(code, answer.Code);
                }
            }
        }

        // The same callers are let in where one factor is enough.
        await owner.ProfilePostAsync("acme", "disable");
        Assert.Equal(200, (await AskAsync(caller, "GET", scheme, "mark", path)).StatusCode);
    }

    private static Task<Answer> AskAsync(
        Browser caller,
        string verb,
        string scheme,
        string user,
        string path
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(verb), $"{path}/acme");
        request.Headers.Add($"X-{scheme}", user);
        request.Headers.Accept.ParseAdd("application/json");
        return caller.SendAsync(request);
    }

    private static Task<GateHost> StartAsync(string scheme) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapMethods("/p/{sid}", Verbs, Secret.Reveal).RequireProfileTwoFactor();
                routes
                    .MapMethods("/only/{sid}", Verbs, Secret.Reveal)
                    .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = scheme })
                    .RequireProfileTwoFactor();
            },
            authentication: services =>
                services
                    .AddAuthentication(Either)
                    .AddPolicyScheme(
                        Either,
                        displayName: null,
                        policy =>
                            policy.ForwardDefaultSelector = context =>
                                context.Request.Headers.ContainsKey($"X-{scheme}")
                                    ? scheme
                                    : CookieAuthenticationDefaults.AuthenticationScheme
                    )
                    .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromDays(400))
                    .AddScheme<AuthenticationSchemeOptions, HeaderHandler>(
                        scheme,
                        configureOptions: null
                    )
        );
}
