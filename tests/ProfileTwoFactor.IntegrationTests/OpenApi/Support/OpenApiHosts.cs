using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>Hosts with every feature that adds calls, and a document of them.</summary>
internal static class OpenApiHosts
{
    public static Task<GateHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<IEndpointRouteBuilder>? map = null
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapOpenApi();
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                map?.Invoke(routes);
            },
            all =>
            {
                all.AddProfileTwoFactor()
                    .AddAccounts<TestAccounts>()
                    .AddPasskeys()
                    .AddInMemoryHistory()
                    .AddSecurityHistory();
                if (services is null)
                {
                    all.AddOpenApi(options => options.AddProfileTwoFactor());
                }
                else
                {
                    services(all);
                }
            }
        );

    public static async Task<JsonNode> DocumentAsync(this GateHost host, string name = "v1")
    {
        var answer = await (await host.BrowserAsync()).GetAsync($"/openapi/{name}.json");
        Assert.True(answer.StatusCode == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }
}
