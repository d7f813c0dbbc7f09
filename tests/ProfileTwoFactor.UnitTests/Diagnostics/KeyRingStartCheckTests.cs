using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Tests.Shared;
using ProfileTwoFactor.UnitTests.Stores;

namespace ProfileTwoFactor.UnitTests.Diagnostics;

public sealed class KeyRingStartCheckTests
{
    private readonly InMemorySecretStore _secrets = new();

    [Fact]
    public async Task Node_WithAnotherKeyRing_SaysSoWhenItStarts()
    {
        await StartAsync(new Keys(), "Production", checkHealth: true);

        Assert.Equal(["KeyRingForeign"], await StartAsync(new Keys(), "Production"));
    }

    [Fact]
    public async Task Node_AfterAToolWithOtherKeysStartedFirst_DoesNotLookForeign()
    {
        await StartAsync(new Keys(), "Production");

        Assert.Empty(await StartAsync(new Keys(), "Production", checkHealth: true));
    }

    [Fact]
    public async Task Node_WithTheSameKeyRing_SaysNothing()
    {
        var keys = new Keys();

        await StartAsync(keys, "Production", checkHealth: true);

        Assert.Empty(await StartAsync(keys, "Production"));
    }

    [Fact]
    public async Task Node_InDevelopment_SaysNothing()
    {
        await StartAsync(new Keys(), "Production", checkHealth: true);

        Assert.Empty(await StartAsync(new Keys(), "Development"));
    }

    [Fact]
    public async Task Node_WhoseStoreIsNotThereYet_Starts()
    {
        Assert.Empty(
            await StartAsync(new Keys(), "Production", secrets: new UnusableSecretStore())
        );
    }

    private async Task<IEnumerable<string?>> StartAsync(
        Keys keys,
        string environment,
        bool checkHealth = false,
        ISecretStore? secrets = null
    )
    {
        var warnings = new RecordedLog();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(warnings));
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = environment }
        );
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        services.AddProfileTwoFactor();
        services.AddSingleton(secrets ?? _secrets);
        await using var provider = services.BuildServiceProvider();
        var check = ActivatorUtilities.CreateInstance<KeyRingStartCheck>(provider);
        await check.StartedAsync(CancellationToken.None);
        await check.Running;
        if (checkHealth)
        {
            await ActivatorUtilities.CreateInstance<KeyRingCanary>(provider).CheckAsync();
        }

        // The framework has warnings of its own about keys.
        return warnings.WarningNames.Where(name => name == "KeyRingForeign");
    }

    private sealed class Keys : IXmlRepository
    {
        private readonly List<XElement> _elements = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements];

        public void StoreElement(XElement element, string friendlyName) => _elements.Add(element);
    }
}
