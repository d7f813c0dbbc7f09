using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.DocSnippets.Upstream;

internal static class UpstreamSnippets
{
    public static void Trust(WebApplicationBuilder builder)
    {
        #region UpstreamIssuers
        builder.Services.AddProfileTwoFactor(options =>
            options.UpstreamIssuers.Add(
                new UpstreamIssuer
                {
                    Issuer = "https://id.example.com",
                    AuthenticationMethods = { "mfa" },
                    MaxAge = TimeSpan.FromHours(8),
                }
            )
        );
        #endregion
    }

    public static void Own(WebApplication app)
    {
        #region OwnProofOnly
        app.MapDelete("/shop/{sid}", (string sid) => DeleteShopAsync(sid))
            .RequireProfileTwoFactor(maxAgeSeconds: 300, ownProofOnly: true);
        #endregion
    }

    public static void Describe(WebApplicationBuilder builder)
    {
        #region OpenApi
        builder.Services.AddOpenApi(options => options.AddProfileTwoFactor());
        #endregion
    }

    private static Task DeleteShopAsync(string sid) => Task.FromResult(sid);
}
