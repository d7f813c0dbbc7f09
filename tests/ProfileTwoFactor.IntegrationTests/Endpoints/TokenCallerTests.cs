using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class TokenCallerTests
{
    private const string Verify = $"{EndpointClient.Profile}/verify";
    private const string Code = """{"code":"123456"}""";

    [Fact]
    public async Task A_bearer_token_caller_needs_no_antiforgery_token()
    {
        await using var host = await EndpointHost.StartAsync(
            defaultScheme: EndpointHost.BearerToken
        );
        var client = host.Client();
        client.Headers["Authorization"] = $"Bearer {await host.IssueBearerTokenAsync("olivia")}";

        using var answer = await client.PostAsync(Verify, Code);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(EndpointHost.Jwt)]
    [InlineData(EndpointHost.DerivedJwt)]
    public async Task A_jwt_caller_needs_no_antiforgery_token(string scheme)
    {
        await using var host = await EndpointHost.StartAsync(defaultScheme: scheme);
        var client = host.Client();
        client.Headers["Authorization"] = $"Bearer {TokenIssuer.Issue("olivia")}";

        using var answer = await client.PostAsync(Verify, Code);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_jwt_that_travels_in_a_cookie_is_a_cookie()
    {
        await using var host = await EndpointHost.StartAsync(defaultScheme: EndpointHost.Jwt);
        var client = host.Client();
        client.Cookies.Add(
            new Uri("http://localhost"),
            new Cookie("jwt", TokenIssuer.Issue("olivia"))
        );

        using var without = await client.PostAsync(Verify, Code);
        await client.FetchTokenAsync();
        using var with = await client.PostAsync(Verify, Code);

        await ProblemAssert.IsAsync(without, 400, "antiforgery");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task A_forged_authorization_header_does_not_spare_a_cookie_caller_the_token()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        client.Headers.Clear();
        client.Headers["Authorization"] = "Bearer mallory";

        using var answer = await client.PostAsync(Verify, Code);

        await ProblemAssert.IsAsync(answer, 400, "antiforgery");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_scheme_is_a_token_scheme_only_when_listed(bool listed)
    {
        await using var host = await EndpointHost.StartAsync(
            options =>
            {
                if (listed)
                {
                    options.TokenAuthenticationSchemes.Add(EndpointHost.ApiKey);
                }
            },
            defaultScheme: EndpointHost.ApiKey
        );
        var client = host.Client();
        client.Headers["X-ApiKey"] = "olivia";

        using var answer = await client.PostAsync(Verify, Code);

        if (listed)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        else
        {
            await ProblemAssert.IsAsync(answer, 400, "antiforgery");
        }
    }

    [Fact]
    public async Task A_principal_replaced_by_a_middleware_is_no_token_caller()
    {
        await using var host = await EndpointHost.StartAsync(
            defaultScheme: EndpointHost.Jwt,
            pipeline: app =>
                app.Use(
                    (context, next) =>
                    {
                        context.User = new(context.User.Identities);
                        return next(context);
                    }
                )
        );
        var client = host.Client();
        client.Headers["Authorization"] = $"Bearer {TokenIssuer.Issue("olivia")}";

        using var answer = await client.PostAsync(Verify, Code);

        await ProblemAssert.IsAsync(answer, 400, "antiforgery");
    }
}
