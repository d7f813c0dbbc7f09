using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Operators;

/// <summary>A person or a profile is gone: nothing of it must wait for the next one with the same id.</summary>
public sealed class ForgettingTests
{
    private static readonly OperatorAction Deletion = new()
    {
        OperatorId = "account-service",
        OperatorName = "account service",
        Reason = "The account was deleted.",
    };

    private static readonly TwoFactorScope Mei = TwoFactorScope.Account("mei");

    [Fact]
    public async Task Account_ThatIsForgotten_LeavesNothingToTheNextPersonWithItsId()
    {
        await using var host = await AccountHost.StartAsync();
        var (old, app, _) = await host.EnableAsync("mei");
        var waiting = await host.PasswordAsync("mei");
        var epoch = (await PolicyAsync(host, Mei))!.Epoch;
        host.Accounts.Close("mei");

        var forgotten = await Operator(host).ForgetAsync(Mei, Deletion);

        Assert.True(forgotten.Succeeded);
        Assert.Empty(await RowsAsync(host, Mei, epoch));
        var policy = await PolicyAsync(host, Mei);
        Assert.False(policy!.Enabled);
        Assert.Empty(policy.RetiredEpochs);
        Assert.Null(policy.LastEnabledEpoch);

        host.Accounts.Recreate("mei");
        Assert.Equal(
            "sign-in-required",
            (await waiting.AccountVerifyAsync(app.CurrentCode())).Code
        );
        Assert.Equal("", (await old.GetAsync("/open")).Body);
        var next = await host.PasswordAsync("mei", HttpStatusCode.OK);
        Assert.False((await next.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Account_WhoseSetUpWasNeverFinished_LosesItsRowAsWell()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var app = await host.BeginAsync(browser);
        Assert.Single(await RowsAsync(host, Mei, ""));
        host.Accounts.Close("mei");

        Assert.True((await Operator(host).ForgetAsync(Mei, Deletion)).Succeeded);

        Assert.Empty(await RowsAsync(host, Mei, ""));
        host.Accounts.Recreate("mei");
        Assert.NotEqual(
            HttpStatusCode.OK,
            (await browser.AccountPostAsync("enable", new { code = app.CurrentCode() })).Status
        );
    }

    [Fact]
    public async Task Account_ThatNeverHadAny_LeavesNoRow_AndIsAudited()
    {
        await using var host = await AccountHost.StartAsync();
        host.Accounts.Close("mei");

        Assert.True((await Operator(host).ForgetAsync(Mei, Deletion)).Succeeded);

        Assert.Null(await PolicyAsync(host, Mei));
        var happened = Assert.Single(host.Events.All.OfType<ScopeForgotten>());
        Assert.Equal(
            (Mei, "mei", "account-service", Deletion.Reason),
            (
                happened.Context.Scope,
                happened.Context.MemberId,
                happened.Context.ActorMemberId,
                happened.Reason
            )
        );
        Assert.Equal(Deletion.Reason, TwoFactorHistoryEntry.From(happened).Reason);
    }

    [Fact]
    public async Task Profile_ThatIsForgotten_LosesEveryMembersRow()
    {
        await using var host = await AccountHost.StartAsync();
        await host.Host.EnableAsync();
        await host.Host.BindAsync("mark");
        var scope = TwoFactorScope.Profile("acme");
        var epoch = (await PolicyAsync(host, scope))!.Epoch;
        Assert.Equal(2, (await RowsAsync(host, scope, epoch)).Count);
        host.Host.Directory.RemoveProfile("acme");

        Assert.True((await Operator(host).ForgetAsync(scope, Deletion)).Succeeded);

        Assert.Empty(await RowsAsync(host, scope, epoch));
        Assert.False((await PolicyAsync(host, scope))!.Enabled);
        Assert.Single(host.Events.All.OfType<ScopeForgotten>());
    }

    /// <summary>The next profile with this id has another Owner, who set none of it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Profile_ThatIsForgotten_LosesItsRules(bool disabledBefore)
    {
        await using var host = await AccountHost.StartAsync();
        var (owner, _) = await host.Host.EnableAsync();
        var scope = TwoFactorScope.Profile("acme");
        Assert.Equal(
            HttpStatusCode.OK,
            (await owner.PolicyAsync(new { message = "Ours", window = 3600 })).Status
        );
        if (disabledBefore)
        {
            await owner.ProfilePostAsync("acme", "disable");
            Assert.Equal("Ours", (await PolicyAsync(host, scope))!.Values!.Message);
        }

        host.Host.Directory.RemoveProfile("acme");

        Assert.True((await Operator(host).ForgetAsync(scope, Deletion)).Succeeded);

        Assert.Null((await PolicyAsync(host, scope))!.Values);
    }

    [Fact]
    public async Task WhatTheDirectoryStillReturns_IsNotForgotten()
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("mei");
        await host.Host.EnableAsync();

        foreach (var scope in new[] { Mei, TwoFactorScope.Profile("acme") })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Operator(host).ForgetAsync(scope, Deletion)
            );

            Assert.Contains(scope.Id, refused.Message, StringComparison.Ordinal);
            Assert.True((await PolicyAsync(host, scope))!.Enabled);
        }
    }

    [Fact]
    public async Task EarlierAccount_WithAnotherStamp_IsForgottenWhileTheNextOneGoesOn()
    {
        await using var host = await AccountHost.StartAsync(accountOptions: options =>
            options.AccountStamps = true
        );
        host.Accounts.Stamp = "created-0";
        await host.EnableAsync("mei");
        host.Accounts.Recreate("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await host.EnableAsync("mei");
        var old = TwoFactorScope.Account("mei", "created-0");

        Assert.True((await Operator(host).ForgetAsync(old, Deletion)).Succeeded);

        Assert.False((await PolicyAsync(host, old))!.Enabled);
        Assert.Equal(HttpStatusCode.OK, (await next.Browser.GetAsync("/me")).Status);
        await host.PasswordAsync("mei");
    }

    [Fact]
    public async Task Forgetting_WhileTheStoreFails_SaysSo_AndTheNextCallDeletesTheRest()
    {
        var script = new StoreScript();
        await using var host = await AccountHost.StartAsync(services =>
        {
            services.AddSingleton<IPolicyStore>(
                new ScriptedPolicyStore(new InMemoryPolicyStore(), script)
            );
            services.AddSingleton<ISecretStore>(
                new ScriptedSecretStore(new InMemorySecretStore(), script)
            );
        });
        await host.EnableAsync("mei");
        var epoch = (await PolicyAsync(host, Mei))!.Epoch;
        host.Accounts.Close("mei");
        script.Before = call =>
            call is StoreCall.DeleteEpoch
                ? Task.FromException(new IOException("The connection broke."))
                : Task.CompletedTask;

        var failed = await Operator(host).ForgetAsync(Mei, Deletion);
        script.Reset();

        Assert.Equal("two-factor-unavailable", failed.Error?.Code);
        Assert.False((await PolicyAsync(host, Mei))!.Enabled);
        Assert.True((await Operator(host).ForgetAsync(Mei, Deletion)).Succeeded);
        Assert.Empty(await RowsAsync(host, Mei, epoch));
        Assert.Empty((await PolicyAsync(host, Mei))!.RetiredEpochs);
    }

    [Fact]
    public async Task QueuedMails_OfTheForgotten_AreDeleted_AndThoseOfOthersAreSent()
    {
        var notifier = new RecordingNotifier();
        await using var host = await AccountHost.StartAsync(services =>
        {
            services.AddProfileTwoFactor().AddMail();
            services.RemoveAll<ITwoFactorNotifier>();
            services.AddSingleton<ITwoFactorNotifier>(notifier);
            services.Configure<NotificationWorkerOptions>(worker =>
                worker.PollInterval = TimeSpan.FromMilliseconds(20)
            );
        });
        notifier.Before = _ => Task.FromException(new IOException("The mail server is away."));
        await host.EnableAsync("mei");
        await host.EnableAsync("mark");
        host.Accounts.Close("mei");
        // A mail that the worker has in hand goes out whatever is forgotten.
        await Eventually.IsAsync(
            () => host.Service<InMemoryNotificationStore>().RestsAsync(host.Clock.GetUtcNow()),
            "all mails wait for their next attempt",
            clock: host.Clock
        );

        Assert.True((await Operator(host).ForgetAsync(Mei, Deletion)).Succeeded);
        notifier.Before = null;

        await Eventually.IsAsync(() => notifier.Sent.Count > 0, "a mail", clock: host.Clock);
        Assert.All(notifier.Sent, mail => Assert.Equal("mark@example.com", mail.To));
    }

    private static ITwoFactorOperator Operator(AccountHost host) =>
        host.Service<ITwoFactorOperator>();

    private static Task<PolicyRecord?> PolicyAsync(AccountHost host, TwoFactorScope scope) =>
        host.Service<IPolicyStore>().FindAsync(scope, CancellationToken.None);

    private static async Task<IReadOnlyList<BindingRecord>> RowsAsync(
        AccountHost host,
        TwoFactorScope scope,
        string epoch
    )
    {
        var rows = new List<BindingRecord>();
        await foreach (
            var row in host.Service<ISecretStore>().ListAsync(scope, epoch, CancellationToken.None)
        )
        {
            rows.Add(row);
        }

        return rows;
    }
}
