using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

/// <summary>One host with two-factor authentication on for "acme" and off for "beta", and a caller in each state. Tests that share it change neither.</summary>
public sealed class LinkFixture : IAsyncLifetime
{
    public const string Nobody = "nobody";
    public const string Stranger = "stranger";
    public const string Unbound = "member without a binding";
    public const string Unverified = "bound member in another browser";
    public const string Verified = "verified member";

    private readonly Dictionary<string, Browser> _browsers = [];

    public static IReadOnlyList<string> Callers { get; } =
    [Nobody, Stranger, Unbound, Unverified, Verified];

    public LinkHost Host { get; private set; } = null!;

    public Browser this[string caller] => _browsers[caller];

    public async Task InitializeAsync()
    {
        Host = await LinkHost.StartAsync();
        await Host.Gate.EnableAsync();
        (_browsers[Verified], _) = await Host.Gate.BindAsync("mark");
        _browsers[Nobody] = await Host.Gate.BrowserAsync();
        _browsers[Stranger] = await Host.Gate.BrowserAsync("zoe");
        _browsers[Unbound] = await Host.Gate.BrowserAsync("mei");
        _browsers[Unverified] = await Host.Gate.BrowserAsync("mark");
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
