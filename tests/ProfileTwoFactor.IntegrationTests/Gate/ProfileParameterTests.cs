using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using ProfileTwoFactor.IntegrationTests.Gate.Pages;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>A route with two profile ids. A gate that asked about one of them only would open the other to everyone.</summary>
public sealed class ProfileParameterTests
{
    public static TheoryData<string> TwoGates() =>
        [
            "groups, the inner one unnamed",
            "groups, the outer one unnamed",
            "groups that both name one",
            "attribute under a named group",
            "named attribute under a group",
            "controller",
            "action",
            "convention over controllers",
            "page under a convention",
            "hub under a convention",
            "hub method",
        ];

    [Theory]
    [MemberData(nameof(TwoGates))]
    public async Task Two_gates_that_mean_different_profiles_are_refused_at_start(string kind)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(
                routes => Map(routes, kind),
                services => AddServices(services, kind)
            );
        });

        Assert.Contains("different values of ProfileIdParameter", refused.Message);
        Assert.Contains("'workspace'", refused.Message);
        Assert.Contains(
            kind == "groups that both name one" ? "'tenant'" : "'sid' (the default",
            refused.Message
        );
    }

    [Fact]
    public async Task Two_gates_that_mean_the_same_profile_are_one()
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes
                    .MapGroup("/p/{tenant}")
                    .RequireProfileTwoFactor()
                    .MapGet("/x", Secret.Reveal)
                    .RequireProfileTwoFactor(profileIdParameter: "TENANT");
            },
            options: options => options.ProfileIdParameter = "tenant"
        );
        await host.EnableAsync();

        var member = await (await host.BrowserAsync("mark")).GetAsync("/p/acme/x");
        var stranger = await (await host.BrowserAsync("zoe")).GetAsync("/p/acme/x");

        Assert.Equal("binding-required", member.Code);
        Assert.Equal("not-a-member", stranger.Code);
    }

    [Fact]
    public async Task A_gate_that_leaves_the_default_parameter_unasked_is_refused_at_start()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(MapOther);
        });

        Assert.Contains("/w/{workspace}/{sid}", refused.Message);
        Assert.Contains("gated by its parameter 'workspace'", refused.Message);
        Assert.Contains("but the profile in 'sid' isn't checked", refused.Message);
        Assert.Contains("[SkipProfileTwoFactor]", refused.Message);
    }

    [Fact]
    public async Task A_gate_that_leaves_the_default_parameter_unasked_is_warned_of_where_the_host_wants_warnings()
    {
        var log = new RecordedLog();
        await using var host = await GateHost.StartAsync(
            MapOther,
            services => services.AddSingleton<ILoggerProvider>(log),
            options => options.UngatedProfileEndpoints = UngatedEndpointBehavior.Warn
        );

        Assert.Contains(log.Warnings, line => line.Contains("/w/{workspace}/{sid}"));
    }

    [Fact]
    public async Task A_default_parameter_that_names_no_profile_is_said_to_and_shows_in_the_list_of_the_ungated()
    {
        await using var host = await GateHost.StartAsync(routes =>
            routes
                .MapGet("/w/{workspace}/{sid}", Secret.Reveal)
                .RequireProfileTwoFactor(profileIdParameter: "workspace")
                .SkipProfileTwoFactor()
        );
        await host.EnableAsync();

        var answer = await (await host.BrowserAsync("mark")).GetAsync("/w/acme/42");

        Assert.Equal("binding-required", answer.Code);
        Assert.Equal(["GET /w/{workspace}/{sid}"], ProfileEndpoints.NotGated(host.App.Services));
    }

    [Fact]
    public async Task Endpoints_that_come_after_the_start_with_two_gates_are_never_served()
    {
        var late = new LateEndpoints();
        await using var host = await GateHost.StartAsync(routes => routes.DataSources.Add(late));
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        // An exception would end in another caller's update and keep every other change out of the route table.
        late.Add(
            "/late/{workspace}/{sid}",
            new RequireProfileTwoFactorAttribute { ProfileIdParameter = "workspace" },
            new RequireProfileTwoFactorAttribute()
        );
        var answer = await mark.GetAsync("/late/acme/beta");

        Assert.Equal((503, "two-factor-unavailable"), (answer.StatusCode, answer.Code));
        Assert.DoesNotContain(Secret.Text, answer.Body);
    }

    [Fact]
    public async Task A_link_that_comes_after_the_start_and_is_not_compared_with_its_profile_is_never_served()
    {
        var late = new LateEndpoints();
        var log = new RecordedLog();
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                MapWorkspace(routes);
                routes.DataSources.Add(late);
            },
            services =>
            {
                AddLinks(services);
                services.AddSingleton<ILoggerProvider>(log);
            }
        );
        var nobody = await host.BrowserAsync();

        late.Add("/c/{workspace}/share/{token}", new RequireSharedLinkAttribute());
        var uncompared = await nobody.GetAsync("/c/beta/share/public");
        late.Add(
            "/c/{workspace}/share/{token}",
            new RequireSharedLinkAttribute { ProfileIdParameter = "workspace" }
        );
        var compared = await nobody.GetAsync("/c/acme/share/public");
        var foreign = await nobody.GetAsync("/c/beta/share/public");

        Assert.Equal((503, "two-factor-unavailable"), (uncompared.StatusCode, uncompared.Code));
        Assert.Contains(Secret.Text, compared.Body);
        Assert.Equal("not-found", foreign.Code);
        Assert.Contains(log.Warnings, line => line.Contains("isn't compared with the link"));
    }

    [Fact]
    public async Task A_link_that_is_no_longer_compared_once_a_gate_comes_after_the_start_is_served_no_more()
    {
        var late = new LateEndpoints();
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/c/{workspace}/share/{token}", Secret.Reveal).RequireSharedLink();
                routes.DataSources.Add(late);
            },
            AddLinks
        );
        var nobody = await host.BrowserAsync();

        var before = await nobody.GetAsync("/c/beta/share/public");
        late.Add(
            "/w/{workspace}",
            new RequireProfileTwoFactorAttribute { ProfileIdParameter = "workspace" }
        );
        var after = await nobody.GetAsync("/c/beta/share/public");

        Assert.Equal(200, before.StatusCode);
        Assert.Equal((503, "two-factor-unavailable"), (after.StatusCode, after.Code));
    }

    private static void AddLinks(IServiceCollection services)
    {
        var links = new TestLinkDirectory();
        links.Add("public", SharedLinkAccess.Public);
        services.AddSingleton<ISharedLinkDirectory>(links);
    }

    private static void MapWorkspace(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/w/{workspace}", Secret.Reveal)
            .RequireProfileTwoFactor(profileIdParameter: "workspace");

    private static void MapOther(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/w/{workspace}/{sid}", Secret.Reveal)
            .RequireProfileTwoFactor(profileIdParameter: "workspace");

    private static void Map(IEndpointRouteBuilder routes, string kind)
    {
        var outer = routes.MapGroup("/w/{workspace}");
        switch (kind)
        {
            case "groups, the inner one unnamed":
                outer
                    .RequireProfileTwoFactor(0, "workspace")
                    .MapGroup("/p/{sid}")
                    .RequireProfileTwoFactor()
                    .MapGet("/x", Secret.Reveal);
                break;
            case "groups, the outer one unnamed":
                routes
                    .MapGroup("/p/{sid}")
                    .RequireProfileTwoFactor()
                    .MapGroup("/w/{workspace}")
                    .RequireProfileTwoFactor(0, "workspace")
                    .MapGet("/x", Secret.Reveal);
                break;
            case "groups that both name one":
                outer
                    .RequireProfileTwoFactor(0, "workspace")
                    .MapGroup("/t/{tenant}")
                    .RequireProfileTwoFactor(0, "tenant")
                    .MapGet("/x", Secret.Reveal);
                break;
            case "attribute under a named group":
                outer
                    .RequireProfileTwoFactor(0, "workspace")
                    .MapGet("/p/{sid}", [RequireProfileTwoFactor] () => Secret.Reveal());
                break;
            case "named attribute under a group":
                outer
                    .RequireProfileTwoFactor()
                    .MapGet(
                        "/p/{sid}",
                        [RequireProfileTwoFactor(ProfileIdParameter = "workspace")]
                        () => Secret.Reveal()
                    );
                break;
            case "convention over controllers":
                routes.MapControllers().RequireProfileTwoFactor(0, "workspace");
                break;
            case "hub under a convention":
                routes
                    .MapHub<GatedHub>("/hub/{workspace}/{sid}")
                    .RequireProfileTwoFactor(0, "workspace");
                break;
            case "hub method":
                routes.MapHub<NamedMethodHub>("/hub/{workspace}/{sid}");
                break;
            default:
                routes.MapControllers();
                routes.MapRazorPages();
                break;
        }
    }

    private static void AddServices(IServiceCollection services, string kind)
    {
        services.AddMvcWith(
            kind switch
            {
                "controller" => [typeof(NamedClassController)],
                "action" => [typeof(NamedActionController)],
                "convention over controllers" => [typeof(GatedClassController)],
                "page under a convention" => [typeof(GatedModel)],
                _ => [],
            }
        );
        services.AddSignalR();
        services.Configure<RazorPagesOptions>(pages =>
            pages.Conventions.AddFolderApplicationModelConvention(
                "/",
                page =>
                    page.EndpointMetadata.Add(
                        new RequireProfileTwoFactorAttribute { ProfileIdParameter = "workspace" }
                    )
            )
        );
    }

    private sealed class LateEndpoints : EndpointDataSource
    {
        private CancellationTokenSource _changed = new();
        private List<Endpoint> _endpoints = [];

        public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

        public override IChangeToken GetChangeToken() =>
            new CancellationChangeToken(_changed.Token);

        public void Add(string pattern, params object[] metadata)
        {
            _endpoints =
            [
                new RouteEndpoint(
                    context => context.Response.WriteAsync(Secret.Reveal()),
                    RoutePatternFactory.Parse(pattern),
                    order: 0,
                    new EndpointMetadataCollection(metadata),
                    "late"
                ),
            ];
            var before = _changed;
            _changed = new CancellationTokenSource();
            before.Cancel();
        }
    }
}
