using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Authenticators;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using static ProfileTwoFactor.IntegrationTests.Authenticators.AuthenticatorCalls;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>What happens to an account's authenticators while another request puts them under a new epoch.</summary>
public sealed class AccountEpochRaceTests
{
    private const string Api = PasskeyCalls.Account;

    [Fact]
    public async Task A_backup_code_that_meets_a_removal_counts_once_whatever_fails_afterwards()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, _, codes) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var tablet = IdOf((await browser.ListAsync(Api))[1]);
        var other = await host.PasswordAsync("mei");
        var between = 0;
        var met = false;
        // The code comes when the authenticators are copied already, and all that the removal does after its switch fails.
        script.Before = async call =>
        {
            if (StoreScript.IsBackground)
            {
                return;
            }

            if (call is StoreCall.WritePolicy && !met)
            {
                met = true;
                between = (await other.AccountBackupCodeAsync(codes[0])).StatusCode;
                script.Before = next =>
                    StoreScript.IsBackground || next is StoreCall.WritePolicy
                        ? Task.CompletedTask
                        : Task.FromException(new IOException("The connection broke."));
            }
        };

        await browser.RemoveAsync(tablet, Api);

        script.Reset();
        host.Clock.Advance(Circuit.OpenTime);
        var third = await host.PasswordAsync("mei");
        var later = (await third.AccountBackupCodeAsync(codes[0])).StatusCode;
        Assert.Equal((429, 204), (between, later));
    }

    /// <summary>The store may have switched, without what is accepted from now on. So nothing is accepted, for as long as the write may take by any node's clock.</summary>
    [Fact]
    public async Task A_removal_whose_outcome_is_unknown_leaves_a_lock_that_ends_by_itself()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, _) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var tablet = IdOf((await browser.ListAsync(Api))[1]);
        host.Clock.NextStep();
        await browser.AccountVerifyAsync(app.WrongCode());
        script.Before = call =>
            call is StoreCall.WritePolicy
                ? Task.FromException(new IOException("The connection broke."))
                : Task.CompletedTask;

        Assert.Equal(503, (await browser.RemoveAsync(tablet, Api)).StatusCode);

        script.Reset();
        var held = await browser.AccountVerifyAsync(app.Code());
        Assert.Equal(TwoFactorError.AfterChange, held.Json.GetProperty("reason").GetString());
        var other = await host.PasswordAsync("mei");
        // Two clocks of which each is off by 30 seconds, in its own direction.
        host.Clock.Advance(TimeSpan.FromSeconds(69));
        Assert.Equal(429, (await other.AccountVerifyAsync(app.Code())).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await other.AccountVerifyAsync(app.Code())).StatusCode);
        Assert.Equal(204, (await browser.RemoveAsync(tablet, Api)).StatusCode);
        Assert.Single(await browser.ListAsync(Api));
    }

    [Fact]
    public async Task A_removal_that_failed_before_its_switch_leaves_no_lock()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, _) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var tablet = IdOf((await browser.ListAsync(Api))[1]);
        host.Clock.NextStep();
        var writes = 0;
        // The first write is the lock, and the second the authenticators under the new epoch.
        script.Before = call =>
            call is StoreCall.WriteBinding && !StoreScript.IsBackground && ++writes == 2
                ? Task.FromException(new IOException("The connection broke."))
                : Task.CompletedTask;

        Assert.Equal(503, (await browser.RemoveAsync(tablet, Api)).StatusCode);

        script.Reset();
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(app.Code())).StatusCode);
        Assert.Equal(204, (await browser.RemoveAsync(tablet, Api)).StatusCode);
        Assert.Single(await browser.ListAsync(Api));
    }

    /// <summary>A new set that was shown must be the one that counts, and one that wouldn't count must not be shown.</summary>
    [Theory]
    [InlineData(nameof(StoreCall.WriteBinding), 200)]
    [InlineData(nameof(StoreCall.WritePolicy), 409)]
    public async Task Backup_codes_that_are_renewed_while_an_app_is_removed_are_not_lost(
        string meets,
        int status
    )
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, codes) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var tablet = IdOf((await browser.ListAsync(Api))[1]);
        host.Clock.NextStep();
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(app.Code())).StatusCode);
        Answer? renewed = null;
        script.Before = async call =>
        {
            if (!StoreScript.IsBackground && call.ToString() == meets)
            {
                script.Reset();
                renewed = await other.AccountPostAsync("backup-codes");
            }
        };

        Assert.Equal(204, (await browser.RemoveAsync(tablet, Api)).StatusCode);

        Assert.Equal(status, renewed!.StatusCode);
        var good =
            status == 200 ? renewed.Json.GetProperty("backupCodes")[0].GetString()! : codes[0];
        var third = await host.PasswordAsync("mei");
        if (status == 200)
        {
            AnswerAssert.Refused(400, "invalid-code", await third.AccountBackupCodeAsync(codes[1]));
        }

        Assert.Equal(204, (await third.AccountBackupCodeAsync(good)).StatusCode);
    }

    /// <summary>The removal has taken them over, so they count, and are the only ones that do.</summary>
    [Fact]
    public async Task Backup_codes_that_are_renewed_before_a_removal_that_ends_first_are_shown()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, codes) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var tablet = IdOf((await browser.ListAsync(Api))[1]);
        host.Clock.NextStep();
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(app.Code())).StatusCode);
        script.After = async call =>
        {
            if (!StoreScript.IsBackground && call is StoreCall.WriteBinding)
            {
                script.Reset();
                Assert.Equal(204, (await browser.RemoveAsync(tablet, Api)).StatusCode);
            }
        };

        var renewed = await other.AccountPostAsync("backup-codes");

        AnswerAssert.Ok(renewed);
        var third = await host.PasswordAsync("mei");
        AnswerAssert.Refused(400, "invalid-code", await third.AccountBackupCodeAsync(codes[0]));
        Assert.Equal(
            204,
            (
                await third.AccountBackupCodeAsync(
                    renewed.Json.GetProperty("backupCodes")[0].GetString()!
                )
            ).StatusCode
        );
    }

    [Fact]
    public async Task Backup_codes_that_are_renewed_while_it_is_switched_off_are_not_shown()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, _) = await host.EnableAsync("mei");
        host.Clock.NextStep();
        var other = await host.PasswordAsync("mei");
        Assert.Equal(204, (await other.AccountVerifyAsync(app.Code())).StatusCode);
        script.Before = async call =>
        {
            if (!StoreScript.IsBackground && call is StoreCall.WriteBinding)
            {
                // The record of the epoch that has ended stays for a while.
                script.Before = next =>
                    next is StoreCall.DeleteEpoch
                        ? Task.FromException(new IOException("The connection broke."))
                        : Task.CompletedTask;
                AnswerAssert.Ok(await browser.AccountPostAsync("disable"));
            }
        };

        AnswerAssert.Refused(409, "conflict", await other.AccountPostAsync("backup-codes"));
    }

    [Fact]
    public async Task A_removal_whose_lock_is_written_unheard_leaves_the_lock_of_before()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, _) = await host.EnableAsync("mei");
        await browser.AddAsync(host.Clock, "Tablet", Api);
        var tablet = IdOf((await browser.ListAsync(Api))[1]);
        host.Clock.NextStep();
        var other = await host.PasswordAsync("mei");
        for (var failure = 0; failure < 5; failure++)
        {
            await other.AccountVerifyAsync(app.WrongCode());
        }

        script.FailWrite(1, committed: true);
        Assert.Equal(503, (await browser.RemoveAsync(tablet, Api)).StatusCode);

        script.Reset();
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        AnswerAssert.Refused(429, "locked-out", await other.AccountVerifyAsync(app.Code()));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await other.AccountVerifyAsync(app.Code())).StatusCode);
    }

    private static Task<AccountHost> StartAsync(StoreScript script) =>
        AccountHost.StartAsync(services =>
        {
            services.RemoveAll<IPolicyStore>();
            services.RemoveAll<ISecretStore>();
            services.AddSingleton<IPolicyStore>(
                new ScriptedPolicyStore(new InMemoryPolicyStore(), script)
            );
            services.AddSingleton<ISecretStore>(
                new ScriptedSecretStore(new InMemorySecretStore(), script)
            );
        });
}
