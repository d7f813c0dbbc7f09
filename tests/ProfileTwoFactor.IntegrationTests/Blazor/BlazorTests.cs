using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Blazor.Components;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Blazor;

/// <summary>A Blazor Web App: gated pages are requested and rendered statically; inside a circuit there is no request to ask the gate about.</summary>
public sealed class BlazorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_ThatIsGated_IsShownToVerifiedMembersOnly(bool interactive)
    {
        await using var host = await StartAsync(interactive);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var mei = await host.BrowserAsync("mei");

        var shown = await mark.NavigateAsync("/blazor/acme");
        var refused = await mei.NavigateAsync("/blazor/acme");

        Assert.Equal(200, shown.StatusCode);
        Assert.Contains($"{Secret.Text} of acme", shown.Body);
        Assert.StartsWith("/two-factor/profiles/acme/bind", refused.Location);
    }

    [Fact]
    public async Task Page_OfAnotherProfile_IsNotShownOnTheProofOfOne()
    {
        await using var host = await StartAsync(interactive: false);
        await host.EnableAsync();
        var (oscar, _) = await host.BindAsync("oscar");
        await host.EnableAsync("beta", "oscar");

        var shown = await oscar.NavigateAsync("/blazor/acme");
        var refused = await oscar.NavigateAsync("/blazor/beta");

        Assert.Contains("of acme", shown.Body);
        Assert.DoesNotContain(Secret.Text, refused.Body);
    }

    [Fact]
    public async Task Part_ThatDemandsAYoungerProofThanItsPage_IsNotRendered()
    {
        await using var host = await StartAsync(interactive: false);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        var page = await mark.NavigateAsync("/blazor/acme/part");

        Assert.Equal(500, page.StatusCode);
        Assert.DoesNotContain(Secret.Text, page.Body);
    }

    [Fact]
    public async Task Part_ThatDemandsAnotherProfileThanItsPage_IsNotRendered()
    {
        await using var host = await StartAsync(interactive: false);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");

        var page = await mark.NavigateAsync("/blazor/acme/other");

        Assert.Equal(500, page.StatusCode);
        Assert.DoesNotContain(Secret.Text, page.Body);
    }

    [Theory]
    [InlineData("/blazor-link")]
    [InlineData("/blazor-link-routed")]
    public async Task Page_BehindALink_IsShownToWhomTheLinkLetsIn(string path)
    {
        await using var host = await StartAsync(interactive: true);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var nobody = await host.BrowserAsync();

        var open = await nobody.NavigateAsync($"{path}/public");
        var member = await mark.NavigateAsync($"{path}/members");
        var stranger = await nobody.NavigateAsync($"{path}/members");

        Assert.Contains($"{Secret.Text} behind public", open.Body);
        Assert.Contains($"{Secret.Text} behind members", member.Body);
        Assert.DoesNotContain(Secret.Text, stranger.Body);
    }

    [Fact]
    public async Task Part_ThatDemandsAnotherLinkThanItsPage_IsNotRendered()
    {
        await using var host = await StartAsync(interactive: false);
        var nobody = await host.BrowserAsync();

        var page = await nobody.NavigateAsync("/blazor-link/public/part/members");

        Assert.Equal(500, page.StatusCode);
        Assert.DoesNotContain(Secret.Text, page.Body);
    }

    [Fact]
    public async Task Component_ThatIsGatedAndRenderedWithoutARequest_IsNotRendered()
    {
        await using var host = await StartAsync(interactive: true);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        // What a circuit has: a scope, a renderer, route values, and no request.
        await mark.NavigateAsync("/blazor/acme");
        using var scope = host.App.Services.CreateScope();
        await using var renderer = new HtmlRenderer(
            scope.ServiceProvider,
            NullLoggerFactory.Instance
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            renderer.Dispatcher.InvokeAsync(() =>
                renderer.RenderComponentAsync<GatedPage>(
                    ParameterView.FromDictionary(
                        new Dictionary<string, object?> { ["Sid"] = "acme" }
                    )
                )
            )
        );

        Assert.Contains("ExcludeFromInteractiveRouting", refused.Message);
    }

    [Fact]
    public async Task Page_ThatMightBeRenderedInACircuit_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(
                routes =>
                    routes
                        .MapRazorComponents<App>()
                        .AddInteractiveServerRenderMode()
                        .Add(endpoint =>
                        {
                            var excluded = endpoint
                                .Metadata.OfType<ExcludeFromInteractiveRoutingAttribute>()
                                .ToList();
                            excluded.ForEach(item => endpoint.Metadata.Remove(item));
                        }),
                AddComponents
            );
        });

        Assert.Contains("'/blazor/{sid}'", refused.Message);
        Assert.Contains("'/blazor-account'", refused.Message);
        Assert.Contains("'/blazor-account-named'", refused.Message);
        Assert.Contains("Add [ExcludeFromInteractiveRouting]", refused.Message);
    }

    [Fact]
    public async Task Activator_ThatTakesThePlaceOfThePackages_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(
                routes => routes.MapRazorComponents<App>(),
                services =>
                {
                    AddComponents(services);
                    services.AddScoped<IComponentActivator, OwnActivator>();
                }
            );
        });

        Assert.Contains("IComponentActivator", refused.Message);
    }

    private static Task<GateHost> StartAsync(bool interactive) =>
        GateHost.StartAsync(
            routes =>
            {
                var components = routes.MapRazorComponents<App>();
                if (interactive)
                {
                    components.AddInteractiveServerRenderMode();
                }
            },
            AddComponents,
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.UseAntiforgery();
            }
        );

    internal static void AddComponents(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        // Pages of this assembly want the account's second factor.
        services.AddProfileTwoFactor().AddAccounts<TestAccounts>();
        // And others a shared link.
        var links = new TestLinkDirectory();
        links.Add("public", SharedLinkAccess.Public);
        links.Add("members", SharedLinkAccess.MembersOnly);
        services.AddSingleton<ISharedLinkDirectory>(links);
    }

    private sealed class OwnActivator : IComponentActivator
    {
        public IComponent CreateInstance(Type componentType) =>
            (IComponent)Activator.CreateInstance(componentType)!;
    }
}
