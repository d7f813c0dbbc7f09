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
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IServiceCollection>? services = null
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapRazorPages();
                map(routes);
            },
            all =>
            {
                new ProfileTwoFactorBuilder(all).AddDefaultPages();
                services?.Invoke(all);
            },
            options,
            pipeline
        );

    /// <summary>What the script is told about an address.</summary>
    public static Task<Answer> CheckAsync(
        this Browser browser,
        string path,
        string method = "GET"
    ) => browser.GetAsync($"/two-factor/check?method={method}&path={Uri.EscapeDataString(path)}");

    /// <summary>The same, of a script that was loaded from this host.</summary>
    public static Task<Answer> CheckOnAsync(this Browser browser, string hostName, string path)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/two-factor/check?method=GET&path={Uri.EscapeDataString(path)}"
        );
        request.Headers.Host = hostName;
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return browser.SendAsync(request);
    }

    /// <summary>What is told to a request with these headers.</summary>
    public static Task<Answer> AskAsync(
        this Browser browser,
        string query,
        string accept,
        string? site
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/two-factor/check?{query}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return browser.SendAsync(request);
    }

    /// <summary>The code of the refusal that the address would get.</summary>
    public static string? Need(this Answer answer)
    {
        Assert.Equal(200, answer.StatusCode);
        return answer.Json.GetProperty("code").GetString();
    }

    public static IResult Run() => Results.Text("ran");
}
