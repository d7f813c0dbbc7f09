using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.UnitTests.Clocks;

namespace ProfileTwoFactor.UnitTests.Diagnostics;

public sealed class HealthCheckTests
{
    private readonly InMemorySecretStore _secrets = new();
    private readonly Keys _keys = new();

    [Fact]
    public async Task Node_WhoseStoresCacheAndKeysAnswer_IsHealthy_AlsoTheSecondTime()
    {
        await using var node = Node();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(node)).Status);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(node)).Status);
    }

    [Fact]
    public async Task Node_WhoseKeyRingWasLost_IsNotReady_AlthoughItMakesNewKeys()
    {
        await using (var before = Node())
        {
            Assert.Equal(HealthStatus.Healthy, (await CheckAsync(before)).Status);
        }

        var lost = _keys.Elements.ToList();
        _keys.Elements.Clear();
        await using (var after = Node())
        {
            var report = await CheckAsync(after);

            Assert.Equal(HealthStatus.Unhealthy, report.Status);
            var text = Assert.Single(report.Entries).Value.Description;
            Assert.Contains("key-ring", text, StringComparison.Ordinal);
        }

        _keys.Elements.AddRange(lost);
        await using var restored = Node();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(restored)).Status);
    }

    [Fact]
    public async Task Node_WhoseStoreFails_IsNotHealthy_AndTheAnswerNamesTheStoreAndNothingSecret()
    {
        await using var node = Node(policies: new FailingPolicies());

        var entry = Assert.Single((await CheckAsync(node)).Entries).Value;

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("policy-store", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("Password=", entry.Description, StringComparison.Ordinal);
        Assert.Null(entry.Exception);
    }

    [Fact]
    public async Task Node_WhoseClockIsOff_IsNotReady()
    {
        var clocks = new TwoClocks();
        clocks.Set(TimeSpan.FromMinutes(2));
        await using var node = Node(clocks: clocks);

        var entry = Assert.Single((await CheckAsync(node)).Entries).Value;

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("clock", entry.Description, StringComparison.Ordinal);
        Assert.Contains("+120.0 s", entry.Description, StringComparison.Ordinal);
    }

    private static Task<HealthReport> CheckAsync(IServiceProvider node) =>
        node.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private ServiceProvider Node(IPolicyStore? policies = null, TwoClocks? clocks = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Development" }
        );
        if (clocks is not null)
        {
            services.AddSingleton<TimeProvider>(clocks);
            services.AddSingleton<IStoreClock>(clocks);
        }

        services.Configure<KeyManagementOptions>(options => options.XmlRepository = _keys);
        services.AddProfileTwoFactor();
        services.AddSingleton(policies ?? new InMemoryPolicyStore() as IPolicyStore);
        services.AddSingleton<ISecretStore>(_secrets);
        services.AddHealthChecks().AddProfileTwoFactor();
        return services.BuildServiceProvider();
    }

    private sealed class Keys : IXmlRepository
    {
        public List<XElement> Elements { get; } = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. Elements];

        public void StoreElement(XElement element, string friendlyName) => Elements.Add(element);
    }

    private sealed class FailingPolicies : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        ) => throw new IOException("Host=db;Password=hunter2");

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
