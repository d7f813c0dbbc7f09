using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>An Owner, or a person with their session, who switches on and off without end.</summary>
public sealed class SwitchingPaceTests
{
    [Fact]
    public async Task Two_hundred_rounds_mail_each_person_once_an_hour_for_each_kind_and_keep_lists_short()
    {
        await using var host = await MailHost.StartAsync();
        var mails = new ConcurrentQueue<(string To, TwoFactorMailKind Kind, DateTimeOffset At)>();
        host.Notifier.After = mail =>
            mails.Enqueue((mail.To, mail.Kind, host.Gate.Clock.GetUtcNow()));
        var policies = host.Gate.App.Services.GetRequiredService<IPolicyStore>();
        var owner = await host.Gate.BrowserAsync("olivia");

        for (var round = 0; round < 200; round++)
        {
            await owner.EnableAsync();
            var off = await owner.ProfilePostAsync("acme", "disable");
            Assert.Equal(HttpStatusCode.OK, off.Status);
            var policy = await policies.FindAsync(TwoFactorScope.Profile("acme"), default);
            Assert.InRange(policy!.RetiredEpochs.Count, 0, PolicySwitch.MostRetiredEpochs + 1);
            if (policy.RetiredEpochs.Count > PolicySwitch.MostRetiredEpochs - 2)
            {
                // The next round would be refused. The sweeper keeps up, on a busy machine a few rounds behind.
                await Eventually.IsAsync(
                    async () =>
                        (await policies.FindAsync(TwoFactorScope.Profile("acme"), default))!
                            .RetiredEpochs
                            .Count == 0,
                    "the ended epochs are deleted"
                );
            }

            host.Gate.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await owner.EnableAsync();
        await Eventually.IsAsync(
            () => host.Store.RestsAsync(host.Gate.Clock.GetUtcNow()),
            "the worker rests",
            clock: host.Gate.Clock
        );
        host.Gate.Clock.Advance(TimeSpan.FromHours(2));
        await Eventually.IsAsync(
            () => mails.Count(mail => mail.Kind == TwoFactorMailKind.ProfileEnabled) >= 3,
            "the members hear of the last switch",
            clock: host.Gate.Clock
        );
        await host.QuietAsync();

        Assert.All(
            mails.GroupBy(mail => (mail.To, mail.Kind)),
            toOne =>
            {
                var times = toOne.Select(mail => mail.At).Order().ToArray();
                Assert.InRange(times.Length, 1, 4);
                Assert.All(
                    times.Zip(times.Skip(1)),
                    pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(59))
                );
            }
        );
    }

    [Fact]
    public async Task Ended_epochs_that_cannot_be_deleted_refuse_the_enabling_and_never_the_disabling()
    {
        await using var host = await GateHost.StartAsync(services: services =>
        {
            services.RemoveAll<ISecretStore>();
            services.AddSingleton<ISecretStore, UndeletableSecrets>();
        });
        var owner = await host.BrowserAsync("olivia");
        var answer = HttpStatusCode.OK;
        var rounds = 0;

        while (answer == HttpStatusCode.OK && rounds <= PolicySwitch.MostRetiredEpochs)
        {
            var app = await owner.BeginAsync();
            var enabled = await owner.ProfilePostAsync("acme", "enable", new { code = app.Code() });
            answer = enabled.Status;
            if (answer == HttpStatusCode.OK)
            {
                rounds++;
                var off = await owner.ProfilePostAsync("acme", "disable");
                Assert.Equal(HttpStatusCode.OK, off.Status);
            }
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
        Assert.Equal(PolicySwitch.MostRetiredEpochs / 2, rounds);
    }

    private sealed class UndeletableSecrets : ISecretStore
    {
        private readonly InMemorySecretStore _inner = new();

        public Task<BindingRecord?> FindAsync(
            BindingKey key,
            CancellationToken cancellationToken
        ) => _inner.FindAsync(key, cancellationToken);

        public Task<StoreWriteStatus> WriteAsync(
            BindingRecord record,
            CancellationToken cancellationToken
        ) => _inner.WriteAsync(record, cancellationToken);

        public IAsyncEnumerable<BindingRecord> ListAsync(
            TwoFactorScope scope,
            string epoch,
            CancellationToken cancellationToken
        ) => _inner.ListAsync(scope, epoch, cancellationToken);

        public Task DeleteEpochAsync(
            TwoFactorScope scope,
            string epoch,
            CancellationToken cancellationToken
        ) => throw new IOException("syntax error");
    }
}
