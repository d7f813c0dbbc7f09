using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>What is sent together, and so costs one trip to a server.</summary>
public sealed class RoundTripTests
{
    /// <summary>The trial entry with its reading is one trip, the window another. The earlier window's two entries go together, and the trial entry's removal isn't waited for.</summary>
    [Fact]
    public async Task Verification_WithARightCode_TakesTwoTripsToTheCache()
    {
        var cache = new PairedCache();
        await using var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<IDistributedCache>(cache)
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var before = cache.Probes;

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal(before + 1, cache.Probes);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    /// <summary>Policy and record come together, and one write uses up the code and lists the window.</summary>
    [Fact]
    public async Task Verification_WithARightCode_TakesTwoTripsToAJointStore()
    {
        await using var engine = await StartAsync(new PairedCache(), joint: true);
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var joint = JointOf(engine);
        var (reads, writes, asked) = (engine.Store.Reads, engine.Store.Writes, joint.Calls);

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal(
            (reads, writes + 1, asked + 1),
            (engine.Store.Reads, engine.Store.Writes, joint.Calls)
        );
    }

    /// <summary>The record that came with the policy is only a guess: if another code was counted since, the write conflicts and the record is read.</summary>
    [Fact]
    public async Task Verification_WithACodeThatWasUsedSinceTheRecordWasRead_IsRefused()
    {
        await using var engine = await StartAsync(new PairedCache(), joint: true);
        var (_, mark, app) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var code = app.CurrentCode();
        engine.Store.Before = async call =>
        {
            if (call is StoreCall.WriteBinding)
            {
                engine.Store.Reset();
                AnswerAssert.Ok(await other.VerifyAsync(code));
            }
        };

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(code));
    }

    [Fact]
    public async Task Request_WithoutAKeptDecision_AsksTheCacheBesideTheStore()
    {
        var cache = new PairedCache();
        await using var engine = await StartAsync(cache, joint: false);
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(6));

        cache.ExpectStore();

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Request_WithoutAKeptDecision_AsksAJointStoreOnce()
    {
        await using var engine = await StartAsync(new PairedCache(), joint: true);
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(6));
        var joint = JointOf(engine);
        var (reads, asked) = (engine.Store.Reads, joint.Calls);

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.Equal((reads, asked + 1), (engine.Store.Reads, joint.Calls));
    }

    /// <summary>The epoch is a guess. A profile that was switched off and on elsewhere has another, under which the member has bound nothing.</summary>
    [Fact]
    public async Task Request_AfterTheEpochChangedElsewhere_IsJudgedByTheNewOne()
    {
        await using var engine = await StartAsync(new PairedCache(), joint: true);
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await engine.ChangePolicyAsync(policy => policy with { Epoch = "another" });
        engine.Clock.Advance(TimeSpan.FromSeconds(6));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>Bindings that can't be read stop no profile that was switched off elsewhere.</summary>
    [Fact]
    public async Task Request_ToAProfileThatWasSwitchedOff_NeedsNoBindings()
    {
        await using var engine = await StartAsync(new PairedCache(), joint: true);
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await engine.ChangePolicyAsync(policy => policy with { Enabled = false });
        engine.Clock.Advance(TimeSpan.FromSeconds(6));
        JointOf(engine).Fails = true;

        AnswerAssert.Unavailable(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    private static JointStore JointOf(TestEngine engine) =>
        (JointStore)engine.Host.App.Services.GetRequiredService<IPolicyBindingStore>();

    private static Task<TestEngine> StartAsync(PairedCache cache, bool joint) =>
        TestEngine.StartAsync(services: services =>
        {
            services.AddSingleton<IDistributedCache>(cache);
            if (joint)
            {
                services.AddSingleton<IPolicyBindingStore, JointStore>();
            }
            else
            {
                var policies = services.Last(service =>
                    service.ServiceType == typeof(IPolicyStore)
                );
                services.RemoveAll<IPolicyStore>();
                services.AddSingleton<IPolicyStore>(
                    new AskingStore((IPolicyStore)policies.ImplementationInstance!, cache)
                );
            }
        });

    private sealed class AskingStore(IPolicyStore inner, PairedCache cache) : IPolicyStore
    {
        public async Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        )
        {
            await cache.StoreAskedAsync();
            return await inner.FindAsync(scope, cancellationToken);
        }

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        ) => inner.WriteAsync(record, cancellationToken);
    }

    /// <summary>Reads past the script, so that what the script counts are other reads.</summary>
    private sealed class JointStore(IServiceProvider services) : IPolicyBindingStore
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public bool Fails { get; set; }

        public bool ReadsFrom(IPolicyStore policies, ISecretStore secrets) => true;

        public async Task<PolicyAndBinding> FindAsync(
            TwoFactorScope scope,
            BindingKey key,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref _calls);
            if (Fails)
            {
                throw new IOException("The bindings can't be read.");
            }

            var policies = (ScriptedPolicyStore)services.GetRequiredService<IPolicyStore>();
            var secrets = (ScriptedSecretStore)services.GetRequiredService<ISecretStore>();
            return new(
                await policies.Inner.FindAsync(scope, cancellationToken),
                await secrets.Inner.FindAsync(key, cancellationToken)
            );
        }
    }
}
