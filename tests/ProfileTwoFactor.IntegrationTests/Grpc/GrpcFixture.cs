using ProfileTwoFactor.IntegrationTests.Grpc.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Grpc;

/// <summary>One host with a gRPC service, and a caller in each state. Tests that share it change neither.</summary>
public sealed class GrpcFixture : IAsyncLifetime
{
    public const string Verified = "verified member";

    private readonly Dictionary<string, Browser> _browsers = [];

    public GateHost Host { get; private set; } = null!;

    public GrpcCaller Caller(string who, string profile = "acme") =>
        new(Host, _browsers[who], profile);

    public async Task InitializeAsync()
    {
        Host = await GrpcHosts.StartAsync();
        await Host.EnableAsync();
        var (mark, _) = await Host.BindAsync("mark");
        _browsers["nobody"] = await Host.BrowserAsync();
        _browsers["stranger"] = await Host.BrowserAsync("zoe");
        _browsers["member without a binding"] = await Host.BrowserAsync("mei");
        _browsers["bound member in another browser"] = await Host.BrowserAsync("mark");
        _browsers[Verified] = mark;
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
