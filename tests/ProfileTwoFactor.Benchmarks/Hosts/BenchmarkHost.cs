using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Benchmarks.Pipeline;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>One application of its own for each variant, alike but for what the variant adds.</summary>
internal sealed class BenchmarkHost(string name, WebApplication app, PipelineServer server)
{
    private static readonly Heatmap[] Heatmaps =
    [
        new("home", "Home page"),
        new("pricing", "Pricing page"),
    ];

    public string Name => name;

    public IServiceProvider Services => app.Services;

    public IRequestPipeline Pipeline => server.Pipeline;

    public static BenchmarkHost Start(string name, World world, Variant variant)
    {
        var server = new PipelineServer();
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IServer>(server);
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton(world.Keys);
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie();
        builder.Services.AddAuthorization();
        variant.AddServices(builder.Services);

        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        variant.Use(app);
        variant.Guard(app.MapGet("/p/{sid}/heatmaps", (string sid) => TypedResults.Ok(Heatmaps)));
        app.MapGet("/overview", () => TypedResults.Ok(Heatmaps)).RequireAuthorization();
        MapSignIn(app);
        app.StartAsync().GetAwaiter().GetResult();
        return new BenchmarkHost(name, app, server);
    }

    private static void MapSignIn(WebApplication app)
    {
        app.MapPost(
            "/sign-in/{person:int}/{proof}",
            (HttpContext context, int person, string proof) =>
                context.SignInAsync(Person.Principal(person, proof == "proven"))
        );
    }

    private sealed record Heatmap(string Id, string Title);
}
