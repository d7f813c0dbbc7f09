using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Navigation;

/// <summary>A host whose script asks about addresses before the browser goes there.</summary>
internal static class CheckHost
{
    public static Task<GateHost> StartAsync(
        Action<IEndpointRouteBuilder> map,
        Action<WebApplication>? pipeline = null,
        Action<ProfileTwoFactorOptions>? options = null
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapRazorPages();
                map(routes);
            },
            services => new ProfileTwoFactorBuilder(services).AddDefaultPages(),
            options,
            pipeline
        );

    /// <summary>What the script is told about an address.</summary>
    public static Task<Answer> CheckAsync(
        this Browser browser,
        string path,
        string method = "GET"
    ) => browser.GetAsync($"/two-factor/check?method={method}&path={Uri.EscapeDataString(path)}");

    /// <summary>The code of the refusal that the address would get.</summary>
    public static string? Need(this Answer answer)
    {
        Assert.Equal(200, answer.StatusCode);
        return answer.Json.GetProperty("code").GetString();
    }

    public static IResult Run() => Results.Text("ran");
}
