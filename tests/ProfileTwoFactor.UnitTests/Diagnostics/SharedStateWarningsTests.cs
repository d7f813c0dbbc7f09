using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Diagnostics;

public sealed class SharedStateWarningsTests
{
    [Fact]
    public async Task Start_InProductionWithWhatOtherNodesCannotRead_WarnsOfEachOnce()
    {
        var warnings = await StartAsync("Production", _ => { });

        Assert.Equal(["CacheInProcess", "KeysNotShared"], warnings);
    }

    [Fact]
    public async Task Start_WithKeysInAFolder_WarnsOfThem()
    {
        var folder = Directory.CreateTempSubdirectory("keys-");

        var warnings = await StartAsync(
            "Production",
            services => services.AddDataProtection().PersistKeysToFileSystem(folder)
        );

        Assert.Contains("KeysNotShared", warnings);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_WithSharedCacheAndKeys_WarnsOfNothing()
    {
        var warnings = await StartAsync(
            "Production",
            services =>
            {
                services.AddSingleton<IDistributedCache, SharedCache>();
                services.Configure<KeyManagementOptions>(options =>
                    options.XmlRepository = new SharedKeys()
                );
            }
        );

        Assert.Empty(warnings);
    }

    [Fact]
    public async Task Start_WithAFolderThatTheHostCallsShared_DoesNotWarnOfIt()
    {
        var folder = Directory.CreateTempSubdirectory("keys-");

        var warnings = await StartAsync(
            "Production",
            services =>
            {
                services.AddDataProtection().PersistKeysToFileSystem(folder);
                services.Configure<ProfileTwoFactorOptions>(options =>
                    options.KeyRingIsShared = true
                );
            }
        );

        Assert.Equal(["CacheInProcess"], warnings);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_OfAHostThatHasOneNode_WarnsOfNothing() =>
        Assert.Empty(
            await StartAsync(
                "Production",
                services =>
                    services.Configure<ProfileTwoFactorOptions>(options =>
                        options.SingleNode = true
                    )
            )
        );

    [Fact]
    public async Task Start_InDevelopment_WarnsOfNothing()
    {
        Assert.Empty(await StartAsync("Development", _ => { }));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task Start_WithoutMail_WarnsUnlessThatIsOnPurpose(
        bool addsMail,
        bool onPurpose,
        bool warns
    )
    {
        var warnings = new RecordedLog();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(warnings));
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Production" }
        );
        var builder = services.AddProfileTwoFactor(options => options.WithoutMail = onPurpose);
        if (addsMail)
        {
            builder.AddInMemoryStores(allowOutsideDevelopment: true).AddMail();
        }

        await using var provider = services.BuildServiceProvider();
        await ActivatorUtilities.CreateInstance<MailStartupNote>(provider).StartAsync(default);

        Assert.Equal(warns ? ["MailNotAdded"] : [], warnings.WarningNames);
    }

    private static async Task<IEnumerable<string?>> StartAsync(
        string environment,
        Action<IServiceCollection> configure
    )
    {
        var warnings = new RecordedLog();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(warnings));
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = environment }
        );
        configure(services);
        services.AddProfileTwoFactor();
        await using var provider = services.BuildServiceProvider();
        await ActivatorUtilities.CreateInstance<SharedStateWarnings>(provider).StartAsync(default);
        return warnings.WarningNames;
    }

    private sealed class SharedKeys : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [];

        public void StoreElement(XElement element, string friendlyName) { }
    }

    private sealed class SharedCache : IDistributedCache
    {
        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            Task.FromResult<byte[]?>(null);

        public void Refresh(string key) { }

        public Task RefreshAsync(string key, CancellationToken token = default) =>
            Task.CompletedTask;

        public void Remove(string key) { }

        public Task RemoveAsync(string key, CancellationToken token = default) =>
            Task.CompletedTask;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) { }

        public Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        ) => Task.CompletedTask;
    }
}
