using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Pages;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>One endpoint of every kind that wants the account's second factor, in one host.</summary>
public static class AccountSurfaces
{
    /// <summary>The kinds that answer GET, each with its path.</summary>
    public static IReadOnlyDictionary<string, string> Paths { get; } =
        new Dictionary<string, string>
        {
            ["minimal API"] = "/account-minimal",
            ["minimal API with an attribute on its handler"] = "/account-attribute",
            ["bare metadata"] = "/account-metadata",
            ["route group"] = "/account-group/item",
            ["controller"] = "/account-controller",
            ["action"] = "/account-action",
            ["Razor Page"] = "/account-page",
            ["fallback"] = "/account-fallback/whatever/comes",
            ["dynamic controller"] = "/account-dynamic/item",
        };

    public static Task<AccountHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<IServiceCollection>? authentication = null,
        Action<ProfileTwoFactorOptions>? options = null,
        Action<WebApplication>? pipeline = null,
        Action<IEndpointRouteBuilder>? map = null
    ) =>
        AccountHost.StartAsync(
            all =>
            {
                AddServices(all);
                services?.Invoke(all);
            },
            authentication,
            package =>
            {
                package.ConnectionCheckInterval = TimeSpan.FromMinutes(5);
                options?.Invoke(package);
            },
            pipeline: pipeline,
            map: routes =>
            {
                Map(routes);
                map?.Invoke(routes);
            }
        );

    private static void AddServices(IServiceCollection services)
    {
        services.AddMvcWith(
            typeof(AccountClassController),
            typeof(AccountActionController),
            typeof(AccountDynamicController),
            typeof(AccountGatedModel)
        );
        services.AddSingleton<AccountDynamicTransformer>();
        services.AddSignalR();
        services.AddSingleton(new HubProbe());
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account-minimal", Secret.Reveal).RequireAccountTwoFactor();
        routes.MapGet("/account-attribute", [RequireAccountTwoFactor] () => Secret.Reveal());
        routes
            .Map("/account-metadata", context => context.Response.WriteAsync(Secret.Reveal()))
            .WithMetadata(new RequireAccountTwoFactorAttribute());
        routes.MapGroup("/account-group").RequireAccountTwoFactor().MapGet("/item", Secret.Reveal);
        routes.MapFallback("/account-fallback/{**rest}", Secret.Reveal).RequireAccountTwoFactor();
        routes
            .MapPost("/account-grpc", context => context.Response.WriteAsync(Secret.Reveal()))
            .RequireAccountTwoFactor();
        var aged = routes.MapGroup("/account-aged").RequireAccountTwoFactor(600);
        aged.MapGet("/long", Secret.Reveal);
        aged.MapGet("/short", Secret.Reveal).RequireAccountTwoFactor(60);
        var own = routes.MapGroup("/account-own").RequireAccountTwoFactor(60, allowWhenOff: true);
        own.MapGet("/open", Secret.Reveal);
        own.MapGet("/strict", Secret.Reveal).RequireAccountTwoFactor();
        routes
            .MapGet("/account-role", Secret.Reveal)
            .RequireAuthorization(policy => policy.RequireClaim(ClaimTypes.Name, "mark"))
            .RequireAccountTwoFactor();
        routes
            .MapGet("/account-both/{sid}", Secret.Reveal)
            .RequireProfileTwoFactor()
            .RequireAccountTwoFactor();
        routes.MapControllers();
        routes.MapDynamicControllerRoute<AccountDynamicTransformer>("/account-dynamic/{**rest}");
        routes.MapRazorPages();
        routes.MapHub<AccountHub>("/account-hub");
        routes.MapHub<AccountMethodHub>("/account-method-hub");
        routes.MapHub<BothHub>("/both-hub/{sid}");
    }
}
