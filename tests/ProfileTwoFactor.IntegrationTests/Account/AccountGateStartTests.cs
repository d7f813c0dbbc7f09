using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Pages;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Mistakes in the attachment of the account's demand, refused when the host starts.</summary>
public sealed class AccountGateStartTests
{
    [Fact]
    public async Task AllowAnonymous_BesideTheAccountsDemand_IsRefusedWithItsName()
    {
        var message = await RefusedAsync(routes =>
            routes.MapGet("/staff", Secret.Reveal).RequireAccountTwoFactor().AllowAnonymous()
        );

        Assert.Contains("/staff", message);
        Assert.Contains("AllowAnonymous", message);
    }

    [Fact]
    public async Task HandlerLevelAttribute_OnARazorPage_IsRefusedBecauseTheFrameworkIgnoresIt()
    {
        var message = await RefusedAsync(
            routes => routes.MapRazorPages(),
            services => services.AddMvcWith(typeof(AccountHandlerLevelModel))
        );

        Assert.Contains("OnGet", message);
        Assert.Contains("Move the attribute to the page model", message);
    }

    [Fact]
    public async Task MetadataWithoutItsPolicy_AndNegativeAges_AreRefused()
    {
        var message = await RefusedAsync(routes =>
        {
            routes.MapGet("/bare", Secret.Reveal).WithMetadata(new OnlyMetadata());
            routes
                .MapGet("/negative", Secret.Reveal)
                .WithMetadata(new RequireAccountTwoFactorAttribute { MaxAgeSeconds = -1 });
        });

        Assert.Contains("/bare", message);
        Assert.Contains("Use [RequireAccountTwoFactor]", message);
        Assert.Contains("/negative", message);
        Assert.Contains("negative MaxAgeSeconds", message);
    }

    [Fact]
    public async Task ProfileRoute_WithTheAccountsDemandAlone_IsStillForgotten()
    {
        var message = await RefusedAsync(routes =>
            routes.MapGet("/p/{sid}/x", Secret.Reveal).RequireAccountTwoFactor()
        );

        Assert.Contains("has a profile id in its route, but isn't gated", message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HostWithoutAccounts_IsRefusedWithTheNamesOfWhatWantsThem(bool hub)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(
                routes =>
                {
                    if (hub)
                    {
                        routes.MapHub<AccountMethodHub>("/hub");
                    }
                    else
                    {
                        routes.MapGet("/staff", Secret.Reveal).RequireAccountTwoFactor();
                    }
                },
                services => services.AddSignalR()
            );
        });

        Assert.Contains(hub ? "/hub" : "/staff", refused.Message);
        Assert.Contains("AddAccounts<TDirectory>()", refused.Message);
    }

    [Fact]
    public void NegativeAge_InCode_IsRefusedAtOnce() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            WebApplication
                .CreateSlimBuilder()
                .Build()
                .MapGet("/staff", Secret.Reveal)
                .RequireAccountTwoFactor(-1)
        );

    private static async Task<string> RefusedAsync(
        Action<IEndpointRouteBuilder> map,
        Action<IServiceCollection>? services = null
    )
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await AccountHost.StartAsync(services, map: map);
        });
        return refused.Message;
    }

    private sealed class OnlyMetadata : IAccountTwoFactorMetadata
    {
        public int MaxAgeSeconds => 0;

        public bool AllowWhenOff => false;
    }
}
