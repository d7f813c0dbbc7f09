using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Gate.Pages;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>What can be seen to be open is refused when the host starts, with the endpoint's name and what to do.</summary>
public sealed class StartupChecksTests
{
    public static TheoryData<string> WaysToAllowAnonymous() =>
        ["endpoint", "before", "group", "attribute", "everything"];

    [Theory]
    [MemberData(nameof(WaysToAllowAnonymous))]
    public async Task AllowAnonymous_OnAGatedEndpoint_IsRefusedWithItsName(string how)
    {
        var message = await RefusedAsync(routes =>
        {
            switch (how)
            {
                case "endpoint":
                    routes
                        .MapGet("/p/{sid}", Secret.Reveal)
                        .RequireProfileTwoFactor()
                        .AllowAnonymous();
                    break;
                case "before":
                    routes
                        .MapGet("/p/{sid}", Secret.Reveal)
                        .AllowAnonymous()
                        .RequireProfileTwoFactor();
                    break;
                case "group":
                    routes
                        .MapGroup("/p")
                        .AllowAnonymous()
                        .MapGet("/{sid}", Secret.Reveal)
                        .RequireProfileTwoFactor();
                    break;
                case "attribute":
                    routes
                        .MapGet("/p/{sid}", [AllowAnonymous] () => Secret.Reveal())
                        .RequireProfileTwoFactor();
                    break;
                default:
                    var everything = routes.MapGroup("");
                    everything.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
                    everything.AllowAnonymous();
                    break;
            }
        });

        Assert.Contains("/p/{sid}", message);
        Assert.Contains("AllowAnonymous", message);
        Assert.Contains("Remove one of them", message);
    }

    [Fact]
    public async Task AllowAnonymous_OnAGatedController_IsRefusedWithItsName()
    {
        var message = await RefusedAsync(
            routes => routes.MapControllers(),
            services => services.AddMvcWith(typeof(AnonymousController))
        );

        Assert.Contains("AnonymousController", message);
        Assert.Contains("AllowAnonymous", message);
    }

    [Fact]
    public async Task AllowAnonymous_OnAllControllers_IsRefusedWithTheirNames()
    {
        var message = await RefusedAsync(
            routes => routes.MapControllers().AllowAnonymous(),
            services =>
                services.AddMvcWith(typeof(GatedClassController), typeof(GatedActionController))
        );

        Assert.Contains("GatedClassController", message);
        Assert.Contains("GatedActionController", message);
    }

    [Fact]
    public async Task AllowAnonymous_OnAGatedPageByConvention_IsRefusedWithItsName()
    {
        var message = await RefusedAsync(
            routes => routes.MapRazorPages(),
            services =>
            {
                services.AddMvcWith(typeof(GatedModel));
                services.Configure<RazorPagesOptions>(pages =>
                    pages.Conventions.AllowAnonymousToPage("/Gated")
                );
            }
        );

        Assert.Contains("page/{sid}", message);
        Assert.Contains("AllowAnonymous", message);
    }

    [Fact]
    public async Task HandlerLevelAttribute_OnARazorPage_IsRefusedBecauseTheFrameworkIgnoresIt()
    {
        var message = await RefusedAsync(
            routes => routes.MapRazorPages(),
            services => services.AddMvcWith(typeof(HandlerLevelModel))
        );

        Assert.Contains("HandlerLevel", message);
        Assert.Contains("OnGet", message);
        Assert.Contains("Move the attribute to the page model", message);
    }

    [Fact]
    public async Task AttributeInAViewWithAModel_WhichTheFrameworkIgnores_IsGatedOrRefused()
    {
        GateHost host;
        try
        {
            host = await GateHost.StartAsync(
                routes => routes.MapRazorPages(),
                services => services.AddMvcWith(typeof(InViewModel)),
                options => options.ProfileIdResolver = _ => "acme"
            );
        }
        catch (InvalidOperationException refused)
        {
            Assert.Contains("InView", refused.Message);
            return;
        }

        await using (host)
        {
            var answer = await (await host.BrowserAsync()).GetAsync("/in-view");
            Assert.Equal("sign-in-required", answer.Code);
        }
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("page")]
    [InlineData("policy by name")]
    public async Task ProfileRoute_WithoutADecision_IsRefusedWithItsName(string kind)
    {
        var message = await RefusedAsync(
            routes =>
            {
                routes.MapRazorPages();
                if (kind == "minimal")
                {
                    routes.MapGet("/forgotten/{SID:minlength(1)}", Secret.Reveal);
                }

                if (kind == "policy by name")
                {
                    routes.MapGet("/forgotten/{sid?}", Secret.Reveal).RequireAuthorization();
                }
            },
            services => services.AddMvcWith(kind == "page" ? [typeof(ForgottenModel)] : [])
        );

        Assert.Contains("forgotten", message);
        Assert.Contains("[SkipProfileTwoFactor]", message);
    }

    [Fact]
    public async Task SeveralMistakes_AreAllNamedAtOnce()
    {
        var message = await RefusedAsync(routes =>
        {
            routes.MapGet("/one/{sid}", Secret.Reveal);
            routes.MapGet("/two", Secret.Reveal).RequireProfileTwoFactor();
            routes
                .MapGet("/three/{sid}", Secret.Reveal)
                .WithMetadata(new RequireProfileTwoFactorAttribute { MaxAgeSeconds = -1 });
        });

        Assert.Contains("/one/{sid}", message);
        Assert.Contains("/two", message);
        Assert.Contains("no parameter 'sid'", message);
        Assert.Contains("/three/{sid}", message);
        Assert.Contains("negative MaxAgeSeconds", message);
    }

    [Fact]
    public async Task TwoAttributes_ThatNameDifferentParameters_AreRefused()
    {
        var message = await RefusedAsync(routes =>
            routes
                .MapGet("/p/{sid}/{tenant}", Secret.Reveal)
                .RequireProfileTwoFactor(profileIdParameter: "sid")
                .RequireProfileTwoFactor(profileIdParameter: "tenant")
        );

        Assert.Contains("different values of ProfileIdParameter", message);
    }

    [Fact]
    public async Task MetadataInterface_WithoutAPolicy_IsRefusedBecauseNothingWouldAskTheGate()
    {
        var message = await RefusedAsync(routes =>
            routes.MapGet("/p/{sid}", Secret.Reveal).WithMetadata(new OnlyMetadata())
        );

        Assert.Contains("/p/{sid}", message);
    }

    [Theory]
    [InlineData(UngatedEndpointBehavior.Warn, 1)]
    [InlineData(UngatedEndpointBehavior.AllowUngated, 0)]
    public async Task ProfileRoute_ThatMayBeUngated_IsNamedInAWarningOrNotAtAll(
        UngatedEndpointBehavior choice,
        int warnings
    )
    {
        var log = new RecordedLog();
        await using var host = await GateHost.StartAsync(
            routes => routes.MapGet("/forgotten/{sid}", () => "open"),
            services => services.AddSingleton<ILoggerProvider>(log),
            options => options.UngatedProfileEndpoints = choice
        );

        Assert.Equal(200, (await (await host.BrowserAsync()).GetAsync("/forgotten/x")).StatusCode);
        Assert.Equal(warnings, log.Warnings.Count(line => line.Contains("/forgotten/{sid}")));
    }

    [Fact]
    public async Task DefaultScheme_ThatIsOurs_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            GateHost.StartAsync(authentication: services =>
                services
                    .AddAuthentication(ProfileTwoFactorDefaults.AuthenticationScheme)
                    .AddCookie()
            )
        );

        Assert.Contains("can't be a default scheme", refused.Message);
    }

    [Fact]
    public async Task Request_BeforeTheStartUpCheckHasRun_MeetsTheSameRefusal()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Development" }
        );
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IProfileDirectory>(TestDirectory.Seeded());
        // A request may come as soon as the server listens; the check runs when all hosted services have started.
        Exception? met = null;
        builder.Services.AddHostedService(services => new AsksWhileStarting(async () =>
        {
            var client = services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
            met = await Record.ExceptionAsync(() =>
                ((TestServer)client).CreateClient().GetStringAsync("/open")
            );
        }));
        GateHost.AddCookie(builder.Services);
        builder.Services.AddProfileTwoFactor().AddInMemoryStores();
        await using var app = builder.Build();
        app.MapGet("/open", () => "open");
        app.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor().AllowAnonymous();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.Contains("AllowAnonymous", refused.Message);
        Assert.NotNull(met);
    }

    private static async Task<string> RefusedAsync(
        Action<IEndpointRouteBuilder> map,
        Action<IServiceCollection>? services = null
    )
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(map, services);
        });
        return refused.Message;
    }

    private sealed class OnlyMetadata : IProfileTwoFactorMetadata
    {
        public int MaxAgeSeconds => 0;

        public string? ProfileIdParameter => null;
    }
}
