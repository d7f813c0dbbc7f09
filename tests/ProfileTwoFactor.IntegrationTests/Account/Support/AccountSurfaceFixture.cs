using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>The host with every kind of endpoint, and a caller in each state. Tests that share it change neither.</summary>
public sealed class AccountSurfaceFixture : IAsyncLifetime
{
    private readonly Dictionary<string, Browser> _browsers = [];

    public AccountHost Host { get; private set; } = null!;

    public static IReadOnlyDictionary<string, (int Status, string Code)> Refused { get; } =
        new Dictionary<string, (int, string)>
        {
            ["nobody"] = (401, "sign-in-required"),
            ["somebody without a second factor"] = (401, "account-two-factor-required"),
            ["a partial sign-in"] = (401, "account-verification-required"),
            ["a session from before"] = (401, "account-verification-required"),
        };

    public Browser Browser(string caller) => _browsers[caller];

    public Browser Proven { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await AccountSurfaces.StartAsync();
        _browsers["nobody"] = await Host.BrowserAsync();
        _browsers["somebody without a second factor"] = await Host.PasswordAsync(
            "zoe",
            HttpStatusCode.OK
        );
        _browsers["a session from before"] = await Host.PasswordAsync("mark", HttpStatusCode.OK);
        Proven = (await Host.EnableAsync("mark")).Browser;
        _browsers["a partial sign-in"] = await Host.PasswordAsync("mark");
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
