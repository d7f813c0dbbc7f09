using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>A gate host whose stores the test holds in its hands.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private TestEngine(
        GateHost host,
        StoreScript store,
        IPolicyStore policies,
        ISecretStore secrets
    )
    {
        Host = host;
        Store = store;
        Policies = policies;
        Secrets = secrets;
    }

    public GateHost Host { get; }

    public FakeTimeProvider Clock => Host.Clock;

    public StoreScript Store { get; }

    /// <summary>What is stored, past the script.</summary>
    public IPolicyStore Policies { get; }

    /// <summary>What is stored, past the script.</summary>
    public ISecretStore Secrets { get; }

    public BindingManager Bindings => Host.App.Services.GetRequiredService<BindingManager>();

    public ScopeRegistry Scopes => Host.App.Services.GetRequiredService<ScopeRegistry>();

    public static async Task<TestEngine> StartAsync(
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IServiceCollection>? services = null,
        TestDirectory? directory = null,
        Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder>? map = null,
        Action<IServiceCollection>? authentication = null
    )
    {
        var script = new StoreScript();
        var policies = new InMemoryPolicyStore();
        var secrets = new InMemorySecretStore();
        var host = await GateHost.StartAsync(
            map,
            collection =>
            {
                collection.RemoveAll<IPolicyStore>();
                collection.RemoveAll<ISecretStore>();
                collection.AddSingleton<IPolicyStore>(new ScriptedPolicyStore(policies, script));
                collection.AddSingleton<ISecretStore>(new ScriptedSecretStore(secrets, script));
                services?.Invoke(collection);
            },
            options,
            directory: directory,
            authentication: authentication
        );
        return new TestEngine(host, script, policies, secrets);
    }

    public static TwoFactorScope Scope(string profile = "acme") => TwoFactorScope.Profile(profile);

    public async Task<BindingKey> KeyAsync(string user, string profile = "acme")
    {
        var policy = await Policies.FindAsync(Scope(profile), CancellationToken.None);
        return new(Scope(profile), policy?.Epoch ?? "", TestDirectory.MemberId(profile, user), "");
    }

    /// <summary>A member's record under the epoch in force.</summary>
    public async Task<BindingRecord?> RecordAsync(string user, string profile = "acme") =>
        await Secrets.FindAsync(await KeyAsync(user, profile), CancellationToken.None);

    /// <summary>Changes a record behind the engine's back, as another node would.</summary>
    public async Task ChangeAsync(string user, Func<BindingRecord, BindingRecord> change)
    {
        var record = await RecordAsync(user);
        Assert.NotNull(record);
        Assert.Equal(
            StoreWriteStatus.Written,
            await Secrets.WriteAsync(change(record), CancellationToken.None)
        );
    }

    /// <summary>Changes the profile's policy behind the engine's back, as another node would.</summary>
    public async Task ChangePolicyAsync(Func<PolicyRecord, PolicyRecord> change)
    {
        StoreWriteStatus status;
        do
        {
            // The sweeper of ended epochs writes the same record.
            var policy = await Policies.FindAsync(Scope(), CancellationToken.None);
            Assert.NotNull(policy);
            status = await Policies.WriteAsync(change(policy), CancellationToken.None);
        } while (status != StoreWriteStatus.Written);
    }

    /// <summary>The profile is on, the Owner and mark are bound, and the codes they used lie behind.</summary>
    public async Task<(Browser Owner, Browser Mark, FakeAuthenticator App)> WithMarkAsync()
    {
        var (owner, _) = await Host.EnableAsync();
        var (mark, app) = await Host.BindAsync("mark");
        Clock.NextStep();
        return (owner, mark, app);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
