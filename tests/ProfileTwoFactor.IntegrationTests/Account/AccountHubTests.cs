using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Hubs and hub methods that want the account's second factor.</summary>
public sealed class AccountHubTests
{
    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    public async Task Connection_OfAnAccountThatSwitchedItOff_GetsTheReasonAndIsClosed(
        Transport transport
    )
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var line = await HubLine.ConnectAsync(
            host.Host,
            mark,
            "/account-hub",
            transport
        );
        Assert.Equal((Secret.Text, null), await line.InvokeAsync("Show"));

        Assert.Equal(HttpStatusCode.OK, (await mark.AccountPostAsync("disable")).Status);
        var told = await line.EndAsync();

        Assert.Equal("account-two-factor-required", told.Code);
        Assert.Equal("/two-factor/account/setup", told.ActionUrl);
        Assert.Null(told.ProfileId);
    }

    [Fact]
    public async Task Connection_OfAProofThatEndedOnAnotherNode_IsClosedByTheNextRound()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var line = await HubLine.ConnectAsync(host.Host, mark, "/account-hub");
        var store = host.Service<IPolicyStore>();
        var policy = await store.FindAsync(TwoFactorScope.Account("mark"), default);
        await store.WriteAsync(policy! with { Epoch = "elsewhere" }, default);

        Assert.Equal(
            "two-factor: account-verification-required",
            Last(await line.InvokeAsync("Show"))
        );
        await host.Host.CheckConnectionsAsync();

        Assert.Equal("account-verification-required", (await line.EndAsync()).Code);
    }

    [Fact]
    public async Task Connection_OfAPersonWhoseProfileChanged_StaysWhereNoProfileIsAsked()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var line = await HubLine.ConnectAsync(host.Host, mark, "/account-hub");

        await host.Host.EnableAsync();
        await host.Host.CheckConnectionsAsync();

        Assert.Equal((Secret.Text, null), await line.InvokeAsync("Show"));
    }

    [Theory]
    [InlineData("/account-hub")]
    [InlineData("/account-method-hub")]
    public async Task Connection_FromBeforeAPasswordChange_CallsNothingMore(string path)
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var line = await HubLine.ConnectAsync(host.Host, mark, path);

        host.Accounts.ChangePassword("mark");

        Assert.Equal(
            path == "/account-hub"
                ? "two-factor: sign-in-required"
                : "Failed to invoke 'Show' because user is unauthorized",
            Last(await line.InvokeAsync("Show"))
        );
    }

    [Fact]
    public async Task Method_WithAnAge_AsksForAFreshCode_AndTheOthersGoOn()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var line = await HubLine.ConnectAsync(host.Host, mark, "/account-hub");
        Assert.Equal((Secret.Text, null), await line.InvokeAsync("ShowFresh"));
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        // The framework asks for a method's attributes before the hub's filters run, and says it in its own words.
        Assert.Contains("unauthorized", Last(await line.InvokeAsync("ShowFresh")));
        Assert.Equal((Secret.Text, null), await line.InvokeAsync("Show"));
    }

    [Fact]
    public async Task Method_OfAHubThatIsOpenToAll_IsShutWithoutTheAccountsProof()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var nobody = await HubLine.ConnectAsync(
            host.Host,
            await host.BrowserAsync(),
            "/account-method-hub"
        );
        await using var off = await HubLine.ConnectAsync(host.Host, zoe, "/account-method-hub");
        await using var on = await HubLine.ConnectAsync(host.Host, mark, "/account-method-hub");

        Assert.NotNull(Last(await nobody.InvokeAsync("Show")));
        Assert.NotNull(Last(await off.InvokeAsync("Show")));
        Assert.Equal((Secret.Text, null), await on.InvokeAsync("Show"));
    }

    [Fact]
    public async Task Method_OfAHubThatIsOpenToAll_IsShutAlsoWhereAHostHandlerSucceedsEverything()
    {
        await using var host = await AccountSurfaces.StartAsync(services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<
                Microsoft.AspNetCore.Authorization.IAuthorizationHandler,
                SucceedsEverything
            >(services)
        );
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        await using var off = await HubLine.ConnectAsync(host.Host, zoe, "/account-method-hub");

        Assert.Equal(
            "two-factor: account-two-factor-required",
            Last(await off.InvokeAsync("Show"))
        );
    }

    [Fact]
    public async Task Hub_WithBothDemands_ClosesWhenEitherEnds()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (olivia, _) = await host.Host.EnableAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await mark.BindAsync("acme");
        await using var first = await HubLine.ConnectAsync(host.Host, mark, "/both-hub/acme");
        Assert.Equal((Secret.Text, null), await first.InvokeAsync("Show"));
        await mark.AccountPostAsync("disable");
        Assert.Equal("account-two-factor-required", (await first.EndAsync()).Code);

        var (again, _, _) = await host.EnableAsync("oscar");
        await again.BindAsync("acme");
        await using var second = await HubLine.ConnectAsync(host.Host, again, "/both-hub/acme");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await olivia.ProfilePostAsync(
                    "acme",
                    $"members/{await MemberIdAsync(olivia, "oscar")}/reset"
                )
            ).Status
        );

        Assert.Equal("binding-required", (await second.EndAsync()).Code);
    }

    private static async Task<string> MemberIdAsync(Browser owner, string name)
    {
        var members = (await owner.GetAsync("/two-factor/api/profiles/acme/members")).Json;
        return members
            .EnumerateArray()
            .Single(member => member.GetProperty("accountName").GetString()!.StartsWith(name))
            .GetProperty("memberId")
            .GetString()!;
    }

    private static string? Last((string? Result, string? Error) outcome) =>
        outcome.Error is { } error && error.Contains("two-factor", StringComparison.Ordinal)
            ? error[error.IndexOf("two-factor", StringComparison.Ordinal)..]
            : outcome.Error;
}
