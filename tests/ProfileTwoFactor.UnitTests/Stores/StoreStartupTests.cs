using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class StoreStartupTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task InMemoryStores_OutsideDevelopment_RefuseTheStartAndSayWhatToDo(
        string environment
    )
    {
        using var host = Host(environment, builder => builder.AddInMemoryStores());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains(environment, error.Message, StringComparison.Ordinal);
        Assert.Contains("AddEntityFrameworkStores", error.Message, StringComparison.Ordinal);
        Assert.Contains("allowOutsideDevelopment: true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InMemoryStores_InDevelopment_Start()
    {
        using var host = Host("Development", builder => builder.AddInMemoryStores());

        await host.StartAsync();

        Assert.NotNull(host.Services.GetRequiredService<IPolicyStore>());
        await host.StopAsync();
    }

    [Fact]
    public async Task InMemoryStores_SaidTwice_StartAnywhere()
    {
        using var host = Host(
            "Production",
            builder => builder.AddInMemoryStores(allowOutsideDevelopment: true).AddInMemoryStores()
        );

        await host.StartAsync();

        Assert.Single(host.Services.GetServices<IPolicyStore>());
        Assert.Single(host.Services.GetServices<ISecretStore>());
        await host.StopAsync();
    }

    [Fact]
    public async Task TwoKindsOfStores_RefuseTheStartAndNameBoth()
    {
        using var host = Host(
            "Development",
            builder => builder.AddInMemoryStores().AddStores<OtherPolicies, UnusableSecretStore>()
        );

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("InMemoryPolicyStore", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(OtherPolicies), error.Message, StringComparison.Ordinal);
    }

    private static IHost Host(string environment, Action<ProfileTwoFactorBuilder> choose)
    {
        var settings = new HostApplicationBuilderSettings
        {
            EnvironmentName = environment,
            DisableDefaults = true,
        };
        var builder = new HostApplicationBuilder(settings);
        choose(new ProfileTwoFactorBuilder(builder.Services));
        return builder.Build();
    }

    private sealed class OtherPolicies : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
