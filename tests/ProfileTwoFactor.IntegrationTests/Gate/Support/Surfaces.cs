using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>One gated endpoint of every kind, in one host.</summary>
public static class Surfaces
{
    /// <summary>The kinds that answer GET, each with its path for a profile.</summary>
    public static IReadOnlyDictionary<string, string> Paths { get; } =
        new Dictionary<string, string>
        {
            ["minimal API"] = "/minimal/{sid}",
            ["minimal API with an attribute on its handler"] = "/attribute/{sid}",
            ["bare metadata"] = "/metadata/{sid}",
            ["route group"] = "/group/{sid}/item",
            ["controller"] = "/controller/{sid}",
            ["action"] = "/action/{sid}",
            ["Razor Page"] = "/page/{sid}",
            ["file"] = "/files/{sid}/report.txt",
            ["endpoint with a resolver"] = "/resolved/{sid}/item",
            ["endpoint with another parameter"] = "/other/{sid}",
            ["fallback"] = "/fallback/{sid}/whatever/comes",
            ["dynamic controller"] = "/dynamic/{sid}/item",
        };

    public static void AddServices(IServiceCollection services)
    {
        services.AddMvcWith(
            typeof(GatedClassController),
            typeof(GatedActionController),
            typeof(DynamicController),
            typeof(Pages.GatedModel)
        );
        services.AddSingleton<DynamicTransformer>();
        services.AddSignalR(hub => hub.EnableDetailedErrors = false);
    }

    public static void Configure(ProfileTwoFactorOptions options) =>
        options.ProfileIdResolver = context =>
            context.Request.Path.Value!.Split('/') is ["", "resolved", var id, ..] ? id : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/minimal/{sid}", Secret.Reveal).RequireProfileTwoFactor();
        routes.MapGet("/attribute/{sid}", [RequireProfileTwoFactor] () => Secret.Reveal());
        routes
            .Map("/metadata/{sid}", context => context.Response.WriteAsync(Secret.Reveal()))
            .WithMetadata(new RequireProfileTwoFactorAttribute());
        routes.MapGroup("/group/{sid}").RequireProfileTwoFactor().MapGet("/item", Secret.Reveal);
        routes
            .MapGet(
                "/files/{sid}/{file}",
                () =>
                    Results.File(System.Text.Encoding.UTF8.GetBytes(Secret.Reveal()), "text/plain")
            )
            .RequireProfileTwoFactor();
        routes.MapGet("/resolved/{tenant}/item", Secret.Reveal).RequireProfileTwoFactor();
        routes
            .MapGet("/other/{tenant}", Secret.Reveal)
            .RequireProfileTwoFactor(profileIdParameter: "tenant");
        routes.MapFallback("/fallback/{sid}/{**rest}", Secret.Reveal).RequireProfileTwoFactor();
        routes.MapControllers();
        // Not {sid}: the start-up check would refuse it, and this call returns nothing to say "skip" on.
        routes.MapDynamicControllerRoute<DynamicTransformer>("/dynamic/{who}/{**rest}");
        routes.MapRazorPages();
        routes.MapHub<GatedHub>("/hub/{sid}");
        routes.MapHub<OpenHub>("/open-hub/{sid}");
    }
}
