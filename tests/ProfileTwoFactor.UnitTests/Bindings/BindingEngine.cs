using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>One member bound with a secret the test chose.</summary>
internal sealed class BindingEngine : IAsyncDisposable
{
    private readonly byte[] _secret;
    private readonly ServiceProvider _services;
    private bool _bound;

    public BindingEngine(byte[] secret, Action<ProfileTwoFactorOptions>? configure = null)
    {
        _secret = secret;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development }
        );
        services
            .AddProfileTwoFactor(options =>
            {
                options.DependencyTimeout = TimeSpan.FromSeconds(30);
                configure?.Invoke(options);
            })
            .AddInMemoryStores();
        _services = services.BuildServiceProvider();
    }

    public static BindingKey Key { get; } =
        new(TwoFactorScope.Profile("acme"), "epoch", "mark", "");

    public FakeTimeProvider Clock { get; } =
        new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public RecordedLog Log { get; } = new();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public BindingManager Bindings => _services.GetRequiredService<BindingManager>();

    public CodeRules Rules => _services.GetRequiredService<CodeRules>();

    public BindingRepository Repository => _services.GetRequiredService<BindingRepository>();

    public BindingPreparation Preparation => _services.GetRequiredService<BindingPreparation>();

    public EnrollmentIssuer Issuer => _services.GetRequiredService<EnrollmentIssuer>();

    public SecretProtection Protection => _services.GetRequiredService<SecretProtection>();

    public ISecretStore Store => _services.GetRequiredService<ISecretStore>();

    public async Task BindAsync()
    {
        if (_bound)
        {
            return;
        }

        _bound = true;
        var record = new BindingRecord
        {
            Key = Key,
            Active = new ActiveBinding
            {
                Authenticators =
                [
                    new BoundAuthenticator
                    {
                        Id = "b1",
                        Kind = AuthenticatorKind.Totp,
                        ProtectedSecret = _services
                            .GetRequiredService<SecretProtection>()
                            .Protect(Key, _secret),
                        BoundAt = Clock.GetUtcNow(),
                    },
                ],
            },
        };
        Assert.Equal(
            StoreWriteStatus.Written,
            await Store.WriteAsync(record, CancellationToken.None)
        );
    }

    public async Task<CodeOutcome> VerifyAsync(string code)
    {
        await BindAsync();
        return await Bindings.VerifyAsync(Key, code);
    }

    public async Task<BindingRecord> RecordAsync() =>
        await Store.FindAsync(Key, CancellationToken.None)
        ?? throw new InvalidOperationException("There is no record.");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
