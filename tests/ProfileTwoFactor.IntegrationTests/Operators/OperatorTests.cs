using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Operators;

/// <summary>The way of a person who lost everything.</summary>
public sealed class OperatorTests
{
    private static readonly OperatorAction Support = new()
    {
        OperatorId = "sam",
        OperatorName = "sam@example.com",
        Reason = "Called back on the number on file.",
    };

    [Fact]
    public async Task RemovingAnAccountsAuthenticator_LetsThePersonSignInAndSetUpAgain()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, codes) = await host.EnableAsync("mei");
        var partialSignIn = await host.PasswordAsync("mei");

        var removed = await Operator(host).RemoveAccountBindingAsync("mei", Support);

        Assert.True(removed.Succeeded);
        Assert.Equal(
            "sign-in-required",
            (await partialSignIn.AccountVerifyAsync(app.CurrentCode())).Code
        );
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        Assert.Equal("not-enabled", (await browser.AccountBackupCodeAsync(codes[0])).Code);
        await host.BeginAsync(browser);
        var happened = Assert.Single(host.Events.All.OfType<RemovedByOperator>());
        Assert.Equal(
            (OperatorRemoval.AccountTwoFactor, "mei", "sam", Support.Reason),
            (
                happened.Removal,
                happened.Context.MemberId,
                happened.Context.ActorMemberId,
                happened.Reason
            )
        );
    }

    [Fact]
    public async Task RemovingTheOwnersAuthenticator_EndsHerWindow_AndSheBindsAgain()
    {
        await using var host = await AccountHost.StartAsync();
        var (owner, _) = await host.Host.EnableAsync();
        var (mark, _) = await host.Host.BindAsync("mark");

        var removed = await Operator(host)
            .RemoveProfileBindingAsync("acme", "acme-olivia", Support);

        Assert.True(removed.Succeeded);
        Assert.Equal("binding-required", (await owner.GetAsync("/p/acme")).Code);
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/p/acme")).Status);
        await owner.BindAsync();
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task SwitchingAProfileOff_OpensItAndVoidsEveryBinding()
    {
        await using var host = await AccountHost.StartAsync();
        var (owner, _) = await host.Host.EnableAsync();
        var (mark, _) = await host.Host.BindAsync("mark");

        var off = await Operator(host).SwitchProfileOffAsync("acme", Support);

        Assert.True(off.Succeeded);
        var open = await host.Host.BrowserAsync("mei");
        Assert.Equal(HttpStatusCode.OK, (await open.GetAsync("/p/acme")).Status);
        await owner.EnableAsync();
        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Removals_WorkWhileTheKeyRingIsLost()
    {
        var protector = new LosableProtector();
        await using var host = await AccountHost.StartAsync(services =>
            services.AddSingleton<ISecretProtector>(protector)
        );
        await host.EnableAsync("mei");
        await host.Host.EnableAsync();
        await host.Host.BindAsync("mark");
        protector.Lost = true;

        Assert.True((await Operator(host).RemoveAccountBindingAsync("mei", Support)).Succeeded);
        Assert.True(
            (await Operator(host).RemoveProfileBindingAsync("acme", "acme-mark", Support)).Succeeded
        );
        Assert.True((await Operator(host).SwitchProfileOffAsync("acme", Support)).Succeeded);
    }

    [Fact]
    public async Task Removal_OfWhatIsNotThere_SaysSo_AndLeavesNoTrace()
    {
        await using var host = await AccountHost.StartAsync();
        host.Accounts.Close("nobody");

        Assert.Equal(
            "not-found",
            (await Operator(host).RemoveAccountBindingAsync("nobody", Support)).Error?.Code
        );
        Assert.Equal(
            "not-enabled",
            (await Operator(host).RemoveAccountBindingAsync("mei", Support)).Error?.Code
        );
        Assert.Equal(
            "not-found",
            (await Operator(host).SwitchProfileOffAsync("gone", Support)).Error?.Code
        );
        Assert.Equal(
            "not-enabled",
            (await Operator(host).SwitchProfileOffAsync("acme", Support)).Error?.Code
        );
        Assert.Equal(
            "not-enabled",
            (await Operator(host).RemoveProfileBindingAsync("acme", "acme-mark", Support))
                .Error
                ?.Code
        );
        await host.Host.EnableAsync();
        Assert.Equal(
            "not-found",
            (await Operator(host).RemoveProfileBindingAsync("acme", "beta-oscar", Support))
                .Error
                ?.Code
        );
        Assert.Equal(
            "not-bound",
            (await Operator(host).RemoveProfileBindingAsync("acme", "acme-mark", Support))
                .Error
                ?.Code
        );
        Assert.Empty(host.Events.All.OfType<RemovedByOperator>());
    }

    [Theory]
    [InlineData("", "sam@example.com", "A reason.")]
    [InlineData("sam", " ", "A reason.")]
    [InlineData("sam", "sam@example.com", "")]
    [InlineData("sam", "sam@example.com", "   ")]
    [InlineData("sam", "sam@example.com", null)]
    public async Task Removal_WithoutANameOrAReason_IsAMistakeOfTheHost(
        string id,
        string name,
        string? reason
    )
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("mei");
        var action = new OperatorAction
        {
            OperatorId = id,
            OperatorName = name,
            Reason = reason ?? new string('x', OperatorAction.MaxReasonLength + 1),
        };

        await Assert.ThrowsAsync<ArgumentException>(() =>
            Operator(host).RemoveAccountBindingAsync("mei", action)
        );
        await host.PasswordAsync("mei");
    }

    private static ITwoFactorOperator Operator(AccountHost host) =>
        host.Service<ITwoFactorOperator>();

    private sealed class LosableProtector : ISecretProtector
    {
        public bool Lost { get; set; }

        public byte[] Protect(BindingKey key, ReadOnlySpan<byte> secret) =>
            Lost ? throw new CryptographicException("No keys.") : secret.ToArray();

        public byte[] Unprotect(BindingKey key, byte[] protectedSecret) =>
            Lost ? throw new CryptographicException("No keys.") : [.. protectedSecret];
    }
}
