using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Upstream;

/// <summary>The framework's own OpenID Connect handler and its cookie: what they leave of an id token's claims is enough, and no more than that counts.</summary>
public sealed class UpstreamOpenIdConnectTests : IAsyncLifetime
{
    private IdentityProvider _provider = null!;

    public async Task InitializeAsync() => _provider = await IdentityProvider.StartAsync();

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_with_two_factors_counts_for_as_long_as_its_cookie_says_when_it_was(
        bool rename
    )
    {
        await using var host = await StartAsync(oidc => oidc.MapInboundClaims = rename);
        await PrepareAsync(host);

        var mark = await SignInAsync(host, "mark", new[] { "pwd", "mfa" });

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        host.Clock.Advance(TimeSpan.FromHours(2));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_with_one_factor_or_without_a_time_does_not_count(bool rename)
    {
        await using var host = await StartAsync(oidc => oidc.MapInboundClaims = rename);
        await PrepareAsync(host);

        var password = await SignInAsync(host, "mark", "pwd");
        AnswerAssert.Refused(401, "verification-required", await password.GetAsync("/p/acme"));

        var undated = await SignInAsync(host, "mark", "mfa", dated: false);
        AnswerAssert.Refused(401, "verification-required", await undated.GetAsync("/p/acme"));
    }

    /// <summary>Without the renaming, the handler drops acr unless the app says otherwise: then no sign-in counts.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task A_context_counts_where_the_app_keeps_its_claim(bool keeps, bool rename)
    {
        await using var host = await StartAsync(
            oidc =>
            {
                oidc.MapInboundClaims = rename;
                if (keeps)
                {
                    oidc.ClaimActions.Remove("acr");
                }
            },
            issuer => issuer.AuthenticationContexts.Add("phr")
        );
        await PrepareAsync(host);

        var weak = await SignInAsync(host, "mark", "mfa", context: "1");
        AnswerAssert.Refused(401, "verification-required", await weak.GetAsync("/p/acme"));

        var strong = await SignInAsync(host, "mark", "mfa", context: "phr");
        var answer = await strong.GetAsync("/p/acme");
        if (keeps || rename)
        {
            AnswerAssert.Ok(answer);
        }
        else
        {
            AnswerAssert.Refused(401, "verification-required", answer);
        }
    }

    /// <summary>Claims that the app adds itself, as when it copies a profile of the person, say nothing of the sign-in.</summary>
    [Fact]
    public async Task Claims_that_the_app_adds_itself_do_not_count()
    {
        await using var host = await StartAsync(oidc =>
            oidc.Events.OnTokenValidated = signIn =>
            {
                var identity = (ClaimsIdentity)signIn.Principal!.Identity!;
                identity.AddClaim(new Claim("amr", "mfa"));
                return Task.CompletedTask;
            }
        );
        await PrepareAsync(host);

        var mark = await SignInAsync(host, "mark", "pwd");

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>The profile is on and allows it, and mark is bound.</summary>
    private async Task PrepareAsync(GateHost host)
    {
        var owner = await SignInAsync(host, "olivia", "pwd");
        await owner.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        var mark = await SignInAsync(host, "mark", "pwd");
        await mark.BindAsync();
    }

    /// <summary>A browser in which the person has just signed in at the provider.</summary>
    private async Task<Browser> SignInAsync(
        GateHost host,
        string user,
        object methods,
        string? context = null,
        bool dated = true
    )
    {
        // Later than all that was done so far: the claim has no fractions.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var claims = new Dictionary<string, object> { ["amr"] = methods };
        if (dated)
        {
            claims["auth_time"] = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        }

        if (context is not null)
        {
            claims["acr"] = context;
        }

        (_provider.User, _provider.MoreClaims) = (user, claims);
        var browser = await host.BrowserAsync();
        var sent = await browser.NavigateAsync("/p/acme");
        var callback = await _provider.AgreeAsync(sent.Location!);
        await browser.NavigateAsync(callback.PathAndQuery);
        return browser;
    }

    private Task<GateHost> StartAsync(
        Action<OpenIdConnectOptions> configure,
        Action<UpstreamIssuer>? trust = null
    ) =>
        GateHost.StartAsync(
            options: options =>
            {
                var issuer = new UpstreamIssuer
                {
                    Issuer = TokenIssuer.Address,
                    AuthenticationMethods = { "mfa" },
                    MaxAge = TimeSpan.FromHours(2),
                };
                trust?.Invoke(issuer);
                options.UpstreamIssuers.Add(issuer);
            },
            authentication: services =>
                services
                    .AddAuthentication(setup =>
                    {
                        setup.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                        setup.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
                    })
                    .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromDays(400))
                    .AddOpenIdConnect(oidc =>
                    {
                        oidc.Authority = TokenIssuer.Address;
                        oidc.ClientId = IdentityProvider.ClientId;
                        oidc.ClientSecret = IdentityProvider.ClientSecret;
                        oidc.ResponseType = "code";
                        oidc.ResponseMode = "query";
                        oidc.BackchannelHttpHandler = _provider.Handler();
                        // The test's clock stands still in the past; a browser forgets by the machine's.
                        oidc.RemoteAuthenticationTimeout = TimeSpan.FromDays(36500);
                        oidc.ProtocolValidator.NonceLifetime = TimeSpan.FromDays(36500);
                        configure(oidc);
                        oidc.TokenValidationParameters.NameClaimType = oidc.MapInboundClaims
                            ? ClaimTypes.Name
                            : "unique_name";
                    })
        );
}
