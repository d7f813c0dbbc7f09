using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

/// <summary>A host with the same link endpoint three times: minimal API, controller, Razor Page.</summary>
public sealed class LinkHost : IAsyncDisposable
{
    public const string Public = "public-link-token";
    public const string MembersOnly = "members-link-token";
    public const string OpenProfile = "members-link-of-beta";

    private LinkHost(GateHost gate, TestLinkDirectory links)
    {
        Gate = gate;
        Links = links;
    }

    /// <summary>Where the surfaces are: <c>/{surface}/{token}</c>.</summary>
    public static IReadOnlyList<string> SurfaceNames { get; } = ["minimal", "controller", "page"];

    public static TheoryData<string> Surfaces { get; } = [.. SurfaceNames];

    public static TheoryData<string, string> SurfacesWith(IEnumerable<string> others)
    {
        var rows = new TheoryData<string, string>();
        foreach (var other in others)
        {
            foreach (var surface in SurfaceNames)
            {
                rows.Add(surface, other);
            }
        }

        return rows;
    }

    public GateHost Gate { get; }

    public TestLinkDirectory Links { get; }

    public static async Task<LinkHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<IEndpointRouteBuilder>? map = null,
        Action<ProfileTwoFactorOptions>? options = null
    )
    {
        var links = new TestLinkDirectory();
        links.Add(Public, SharedLinkAccess.Public);
        links.Add(MembersOnly, SharedLinkAccess.MembersOnly);
        links.Add(OpenProfile, SharedLinkAccess.MembersOnly, "beta");
        var gate = await GateHost.StartAsync(
            routes =>
            {
                Map(routes);
                map?.Invoke(routes);
            },
            collection =>
            {
                collection.AddSingleton<ISharedLinkDirectory>(links);
                AddMvc(collection, "/SharedLinks/Pages", typeof(LinkedController));
                services?.Invoke(collection);
            },
            options,
            pipeline
        );
        return new LinkHost(gate, links);
    }

    /// <summary>MVC with these controllers and the pages of one folder, and nothing else of this assembly.</summary>
    public static void AddMvc(
        IServiceCollection services,
        string pages,
        params Type[] controllers
    ) =>
        services
            .AddRazorPages(options => options.RootDirectory = pages)
            .ConfigureApplicationPartManager(manager =>
            {
                manager.ApplicationParts.Clear();
                manager.ApplicationParts.Add(
                    new CompiledRazorAssemblyPart(typeof(LinkHost).Assembly)
                );
                manager.ApplicationParts.Add(new Controllers(controllers));
            });

    public async ValueTask DisposeAsync() => await Gate.DisposeAsync();

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/minimal/{token}", (SharedLink link) => Shown.Text(link))
            .RequireSharedLink();
        routes.MapControllers();
        routes.MapRazorPages();
    }
}
