using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Passkeys.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Passkeys;

/// <summary>The ceremonies of one person at https://shop.example.com, without a store.</summary>
internal sealed class CeremonyBed : IDisposable
{
    private readonly WebAuthnCeremony _ceremony;

    /// <param name="configure">Sets the options.</param>
    /// <param name="hosts">The hosts that the app's settings name.</param>
    public CeremonyBed(Action<PasskeyOptions>? configure = null, params string[] hosts)
    {
        var options = new PasskeyOptions();
        configure?.Invoke(options);
        _ceremony = new(
            Options.Create(options),
            new OriginRule(
                Options.Create(options),
                new TrustedOrigin(Filtering(hosts)),
                Log.CreateLogger<OriginRule>()
            ),
            Log.CreateLogger<WebAuthnCeremony>()
        );
        Authenticator = new("https://shop.example.com");
    }

    public RecordedLog Recorded { get; } = new();

    public FakePasskeyAuthenticator Authenticator { get; }

    public DefaultHttpContext Context { get; } =
        new() { Request = { Scheme = "https", Host = new("shop.example.com") } };

    public PasskeyPerson Person { get; private set; } =
        new("handle", "mark@example.com", "Shop", "Acme", []);

    private ILoggerFactory Log => LoggerFactory.Create(it => it.AddProvider(Recorded));

    public Task<PasskeyChallenge> AskToCreateAsync() =>
        _ceremony.BeginRegistrationAsync(Context, Person);

    public Task<PasskeyChallenge> AskAsync() => _ceremony.BeginAssertionAsync(Context, Person);

    public Task<PasskeyFinding<PasskeyRegistration>> RegisterAsync(
        PasskeyChallenge challenge,
        string credential
    ) => _ceremony.CompleteRegistrationAsync(Context, Person, new(credential, challenge.State));

    public Task<PasskeyFinding<PasskeyAssertion>> AssertAsync(
        PasskeyChallenge challenge,
        string credential
    ) => _ceremony.CompleteAssertionAsync(Context, Person, new(credential, challenge.State));

    public async Task<PasskeyFinding<PasskeyRegistration>> RegisterAsync()
    {
        var challenge = await AskToCreateAsync();
        return await RegisterAsync(challenge, Authenticator.Create(challenge.Options));
    }

    public async Task<PasskeyFinding<PasskeyAssertion>> AssertAsync()
    {
        var challenge = await AskAsync();
        return await AssertAsync(challenge, Authenticator.Get(challenge.Options));
    }

    /// <summary>The person with a passkey of the authenticator.</summary>
    public async Task<PasskeyCredential> BindAsync()
    {
        var made = (await RegisterAsync()).Value!.Credential;
        Person = Person with { Credentials = [.. Person.Credentials, made] };
        return made;
    }

    public static OptionsMonitor<HostFilteringOptions> Filtering(string[] hosts) =>
        new(
            new OptionsFactory<HostFilteringOptions>(
                [new ConfigureOptions<HostFilteringOptions>(it => it.AllowedHosts = hosts)],
                []
            ),
            [],
            new OptionsCache<HostFilteringOptions>()
        );

    public void Dispose() => Authenticator.Dispose();
}
