using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>The host with every kind of endpoint, and a caller in each state. Tests that share it change neither.</summary>
public sealed class SurfaceFixture : IAsyncLifetime
{
    public const string Verified = "verified member";

    private readonly Dictionary<string, Browser> _browsers = [];

    public GateHost Host { get; private set; } = null!;

    public static IReadOnlyDictionary<string, (int Status, string Code)> Refused { get; } =
        new Dictionary<string, (int, string)>
        {
            ["nobody"] = (401, "sign-in-required"),
            ["stranger"] = (403, "not-a-member"),
            ["member without a binding"] = (401, "binding-required"),
            ["bound member in another browser"] = (401, "verification-required"),
            ["bound member with another profile's window"] = (401, "verification-required"),
        };

    public Browser Browser(string caller) => _browsers[caller];

    public async Task InitializeAsync()
    {
        Host = await GateHost.StartAsync(Surfaces.Map, Surfaces.AddServices, Surfaces.Configure);
        await Host.EnableAsync();
        var (oscar, _) = await Host.EnableAsync("beta", "oscar");
        var (mark, _) = await Host.BindAsync("mark");
        await Host.BindAsync("oscar");
        _browsers["nobody"] = await Host.BrowserAsync();
        _browsers["stranger"] = await Host.BrowserAsync("zoe");
        _browsers["member without a binding"] = await Host.BrowserAsync("mei");
        _browsers["bound member in another browser"] = await Host.BrowserAsync("mark");
        _browsers["bound member with another profile's window"] = oscar;
        _browsers[Verified] = mark;
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
