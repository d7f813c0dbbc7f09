using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Who subscribes to events is told of a proof after its window was opened: the window that the browser had has ended by then, so each moment counts.</summary>
public sealed class SubscriberTests
{
    public enum Proof
    {
        Code,
        BackupCode,
        Passkey,
    }

    [Theory]
    [InlineData(Proof.Code)]
    [InlineData(Proof.BackupCode)]
    [InlineData(Proof.Passkey)]
    public async Task A_proof_is_told_once_its_window_is_open(Proof proof)
    {
        var events = new RecordedEvents();
        var looking = new Looking();
        await using var engine = await StartAsync(events, looking);
        var (mark, send) = await PrepareAsync(engine, proof);
        looking.Cache = engine.Host.Cache;
        var accepted = engine.Clock.GetUtcNow();

        AnswerAssert.Ok(await send());

        Assert.Equal(2, looking.Found);
        AssertTold(events, proof, accepted);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(Proof.Code)]
    [InlineData(Proof.BackupCode)]
    [InlineData(Proof.Passkey)]
    public async Task A_proof_whose_window_is_not_opened_is_told(Proof proof)
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events, new Looking());
        var (_, send) = await PrepareAsync(engine, proof);
        var accepted = engine.Clock.GetUtcNow();
        engine.Host.Cache.BeforeWrite = key =>
            key.StartsWith("ptf:probe:", StringComparison.Ordinal)
                ? Task.CompletedTask
                : throw new IOException("READONLY");

        AnswerAssert.Unavailable(await send());

        AssertTold(events, proof, accepted);
    }

    private static Task<TestEngine> StartAsync(RecordedEvents events, Looking looking) =>
        PasskeyBed.StartAsync(services: services =>
        {
            services.AddSingleton<ITwoFactorEventHandler>(events);
            services.AddSingleton<ITwoFactorEventHandler>(looking);
        });

    private static async Task<(Browser Mark, Func<Task<Answer>> Send)> PrepareAsync(
        TestEngine engine,
        Proof proof
    )
    {
        var (_, mark, app) = await engine.WithMarkAsync();
        var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        engine.Clock.NextStep();
        switch (proof)
        {
            case Proof.Passkey:
                var answer = key.Get(await mark.AskOptionsAsync());
                return (mark, () => mark.SendProofAsync(answer));
            case Proof.BackupCode:
                var issued = await mark.ProfilePostAsync("acme", "backup-codes");
                AnswerAssert.Ok(issued);
                var code = issued.Json.GetProperty("backupCodes")[0].GetString();
                return (
                    mark,
                    () => mark.ProfilePostAsync("acme", "verify", new { backupCode = code })
                );
            default:
                return (mark, () => mark.VerifyAsync(app.CurrentCode()));
        }
    }

    private static void AssertTold(RecordedEvents events, Proof proof, DateTimeOffset accepted)
    {
        TwoFactorEvent told =
            proof is Proof.BackupCode ? Assert.Single(events.Of<BackupCodeUsed>())
            : proof is Proof.Passkey ? Assert.Single(events.Of<PasskeyVerified>())
            : Assert.Single(events.Of<CodeVerified>());
        Assert.Equal(accepted, told.Context.Time);
    }

    /// <summary>Looks for a window's entries whenever it is told something.</summary>
    private sealed class Looking : ITwoFactorEventHandler
    {
        private int _before;
        private CountingCache? _cache;

        public int Found { get; private set; }

        public CountingCache? Cache
        {
            set => (_cache, _before) = (value, value!.Keys.Count);
        }

        public async Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
        {
            foreach (var key in _cache?.Keys.Skip(_before).ToArray() ?? [])
            {
                if (
                    !key.StartsWith("ptf:probe:", StringComparison.Ordinal)
                    && await _cache!.GetAsync(key, cancellationToken) is not null
                )
                {
                    Found++;
                }
            }
        }
    }
}
