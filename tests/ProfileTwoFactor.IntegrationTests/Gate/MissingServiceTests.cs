using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>What the host forgot to register is named by the package in each environment, not by the container.</summary>
public sealed class MissingServiceTests
{
    private const string NoDirectory =
        "No IProfileDirectory is registered. Call AddProfileTwoFactor().AddEntityFrameworkProfileDirectory<TContext>(...) with queries for your profiles and members, or implement the interface and register it with AddProfileDirectory<T>().";
    private const string NoStore =
        "No store is configured. Call AddEntityFrameworkStores<TContext>() on AddProfileTwoFactor(), or AddInMemoryStores() during development.";

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Start_WithoutDirectory_SaysWhatToRegister(string environment)
    {
        var message = await RefusedAsync(
            environment,
            services => AddEverything(services).AddInMemoryStores(allowOutsideDevelopment: true)
        );

        Assert.Contains(NoDirectory, message);
        Assert.DoesNotContain(NoStore, message);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Start_WithoutStore_SaysWhatToCall(string environment)
    {
        var message = await RefusedAsync(
            environment,
            services => AddEverything(services).AddProfileDirectory<TestDirectory>()
        );

        Assert.Contains(NoStore, message);
        Assert.DoesNotContain(NoDirectory, message);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Start_WithoutBoth_NamesBothInOneMessage(string environment)
    {
        var message = await RefusedAsync(environment, services => AddEverything(services));

        Assert.Contains(NoStore, message);
        Assert.Contains(NoDirectory, message);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Start_WithWhatTheHostAddsAfterwards_Succeeds(string environment)
    {
        var builder = PlainHost.Create(environment);
        AddEverything(builder.Services);
        builder.Services.TryAddSingleton<IProfileDirectory>(TestDirectory.Seeded());
        builder.Services.TryAddSingleton<IPolicyStore, InMemoryPolicyStore>();
        builder.Services.TryAddSingleton<ISecretStore, InMemorySecretStore>();

        await using var app = builder.Build();
        await app.StartAsync();

        Assert.IsType<TestDirectory>(app.Services.GetRequiredService<IProfileDirectory>());
        Assert.IsType<InMemoryPolicyStore>(app.Services.GetRequiredService<IPolicyStore>());
        await app.StopAsync();
    }

    private static ProfileTwoFactorBuilder AddEverything(IServiceCollection services) =>
        services.AddProfileTwoFactor().AddDefaultPages().AddAccounts<TestAccounts>().AddMail();

    private static async Task<string> RefusedAsync(
        string environment,
        Action<IServiceCollection> configure
    )
    {
        var builder = PlainHost.Create(environment);
        configure(builder.Services);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var app = builder.Build();
            await app.StartAsync();
        });
        return refused.Message;
    }
}
