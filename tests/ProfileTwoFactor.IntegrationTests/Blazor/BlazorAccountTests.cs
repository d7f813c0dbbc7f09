using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Blazor.Components;
using ProfileTwoFactor.IntegrationTests.Gate.Support;

namespace ProfileTwoFactor.IntegrationTests.Blazor;

/// <summary>Routable components that want the account's second factor, by the attribute or by the name of its policy.</summary>
public sealed class BlazorAccountTests
{
    [Theory]
    [InlineData("/blazor-account", false)]
    [InlineData("/blazor-account", true)]
    [InlineData("/blazor-account-named", false)]
    [InlineData("/blazor-account-named", true)]
    public async Task Page_ThatWantsTheAccountsProof_IsShownToProvenSessionsOnly(
        string path,
        bool interactive
    )
    {
        await using var host = await StartAsync(interactive);
        var (mark, _, _) = await host.EnableAsync("mark");
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        var shown = await mark.NavigateAsync(path);
        var refused = await zoe.NavigateAsync(path);

        Assert.Equal(200, shown.StatusCode);
        Assert.Contains($"{Secret.Text} of the account", shown.Body);
        Assert.StartsWith("/two-factor/account/setup", refused.Location);
        Assert.DoesNotContain(Secret.Text, refused.Body);
    }

    [Theory]
    [InlineData("/blazor-account")]
    [InlineData("/blazor-account-named")]
    public async Task Page_InAHostThatSucceedsEveryRequirement_IsNotShown(string path)
    {
        await using var host = await StartAsync(
            interactive: false,
            services => services.AddSingleton<IAuthorizationHandler, SucceedsEverything>()
        );
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        var refused = await zoe.NavigateAsync(path);

        Assert.Equal(500, refused.StatusCode);
        Assert.Contains("reached without a positive gate decision", refused.Body);
    }

    [Theory]
    [InlineData(typeof(AccountPage))]
    [InlineData(typeof(AccountNamedPage))]
    public async Task Component_RenderedWithoutARequest_IsNotRendered(Type component)
    {
        await using var host = await StartAsync(interactive: true);
        var (mark, _, _) = await host.EnableAsync("mark");
        // What a circuit has: a scope, a renderer, and no request.
        await mark.NavigateAsync("/blazor-account");
        using var scope = host.Host.App.Services.CreateScope();
        await using var renderer = new HtmlRenderer(
            scope.ServiceProvider,
            NullLoggerFactory.Instance
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            renderer.Dispatcher.InvokeAsync(() =>
                renderer.RenderComponentAsync(component, ParameterView.Empty)
            )
        );

        Assert.Contains("ExcludeFromInteractiveRouting", refused.Message);
    }

    [Fact]
    public async Task View_ThatNamesThePolicyOnAnOpenPage_IsShownToProvenAccountsOnly()
    {
        await using var host = await StartAsync(interactive: false);
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        var (mark, _, _) = await host.EnableAsync("mark");

        var page = await zoe.NavigateAsync("/blazor-account-loose");
        var proven = await mark.NavigateAsync("/blazor-account-loose");

        Assert.Equal(200, page.StatusCode);
        Assert.Contains("for everybody", page.Body);
        Assert.DoesNotContain(Secret.Text, page.Body);
        Assert.Contains(Secret.Text, proven.Body);
    }

    [Fact]
    public async Task Part_ThatDemandsMoreThanItsPage_IsNotRendered()
    {
        await using var host = await StartAsync(interactive: false);
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        var page = await zoe.NavigateAsync("/blazor-account-part");

        Assert.Equal(500, page.StatusCode);
        Assert.DoesNotContain(Secret.Text, page.Body);
    }

    private static Task<AccountHost> StartAsync(
        bool interactive,
        Action<IServiceCollection>? services = null
    ) =>
        AccountHost.StartAsync(
            all =>
            {
                BlazorTests.AddComponents(all);
                services?.Invoke(all);
            },
            map: routes =>
            {
                var components = routes.MapRazorComponents<App>();
                if (interactive)
                {
                    components.AddInteractiveServerRenderMode();
                }
            },
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.UseAntiforgery();
            }
        );
}
