using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class CallerSchemeTests
{
    [Theory]
    [InlineData(EndpointHost.Cookie, false)]
    [InlineData(EndpointHost.ApiKey, false)]
    [InlineData("Unknown", false)]
    [InlineData("", false)]
    [InlineData(EndpointHost.Jwt, true)]
    [InlineData(EndpointHost.DerivedJwt, true)]
    [InlineData(EndpointHost.BearerToken, true)]
    [InlineData("BearerToken:AccessToken", true)]
    [InlineData("Cookie:AccessToken", false)]
    [InlineData(":AccessToken", false)]
    [InlineData("Jwt;BearerToken", true)]
    [InlineData("Jwt;Cookie", false)]
    [InlineData("Cookie;Jwt", false)]
    [InlineData("Jwt;", false)]
    [InlineData(";", false)]
    [InlineData("Listed", true)]
    [InlineData("Listed;Jwt", true)]
    [InlineData("Listed;Cookie", false)]
    public async Task IsToken_OfAScheme_DependsOnItsHandlerOrTheOptions(
        string scheme,
        bool expected
    )
    {
        await using var host = await EndpointHost.StartAsync();
        var options = new ProfileTwoFactorOptions();
        options.TokenAuthenticationSchemes.Add("Listed");
        var context = new DefaultHttpContext { RequestServices = host.Services };
        context.Features.Set<IAuthenticateResultFeature>(
            new Feature
            {
                AuthenticateResult = AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(), scheme)
                ),
            }
        );

        Assert.Equal(expected, CallerScheme.IsToken(context, options));
        Assert.Equal(scheme, CallerScheme.Find(context));
    }

    [Fact]
    public void IsToken_WithoutAResult_IsFalse()
    {
        var context = new DefaultHttpContext();

        Assert.Null(CallerScheme.Find(context));
        Assert.False(CallerScheme.IsToken(context, new ProfileTwoFactorOptions()));
    }

    private sealed class Feature : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; }
    }
}
