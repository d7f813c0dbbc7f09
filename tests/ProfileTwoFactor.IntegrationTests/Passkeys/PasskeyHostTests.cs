using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>Passkeys in apps of several kinds.</summary>
public sealed class PasskeyHostTests
{
    [Fact]
    public void Services_OfIdentity_StayTheAppsOwn()
    {
        var services = new ServiceCollection();
        services.AddIdentityCore<IdentityUser>().AddSignInManager();
        var before = Identity(services);

        services.AddProfileTwoFactor().AddPasskeys();

        Assert.NotEmpty(before);
        Assert.Equal(before, Identity(services));
        var without = new ServiceCollection();
        without.AddProfileTwoFactor().AddPasskeys();
        Assert.Empty(Identity(without));
    }

    [Fact]
    public void Kinds_OfAnApp_HavePasskeysOnceTheyWereAdded()
    {
        Assert.Equal(["totp"], KindsOf(it => it.AddProfileTwoFactor()));
        Assert.Equal(["totp", "passkey"], KindsOf(it => it.AddProfileTwoFactor().AddPasskeys()));
        Assert.Equal(
            ["totp", "passkey"],
            KindsOf(it => it.AddProfileTwoFactor().AddPasskeys().AddPasskeys())
        );
    }

    [Fact]
    public async Task Options_ThatMakeNoSense_StopTheStart()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            PasskeyBed.StartAsync(options => options.ServerDomain = "https://example.com")
        );

        Assert.Contains("PasskeyOptions.ServerDomain", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_BehindAProxyThatForwardsItsName_AcceptsThePublicOrigin()
    {
        await using var host = await GateHost.StartAsync(
            services: services => services.AddProfileTwoFactor().AddPasskeys(),
            pipeline: app =>
            {
                var forwarded = new ForwardedHeadersOptions
                {
                    ForwardedHeaders = ForwardedHeaders.XForwardedHost,
                };
                forwarded.KnownProxies.Clear();
                forwarded.KnownIPNetworks.Clear();
                app.UseForwardedHeaders(forwarded);
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            }
        );
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator("https://shop.example.com");

        var options = await ForwardedAsync(mark, "passkeys/options", body: null);
        Assert.Contains("\"id\":\"shop.example.com\"", options.Body, StringComparison.Ordinal);
        AnswerAssert.Ok(
            await ForwardedAsync(
                mark,
                "passkeys",
                $$"""{"name":"Key","credential":{{key.Create(options.Body)}}}"""
            )
        );
    }

    [Fact]
    public async Task Host_ThatDoesNotSeeThePublicName_NamesDomainAndOrigin()
    {
        await using var engine = await PasskeyBed.StartAsync(options =>
        {
            options.ServerDomain = "example.com";
            options.Origins.Add("https://shop.example.com");
        });
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator("https://shop.example.com");

        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
    }

    private static async Task<Answer> ForwardedAsync(Browser browser, string call, string? body)
    {
        var token = (await browser.GetAsync("/two-factor/api/antiforgery")).Json;
        var request = new HttpRequestMessage(HttpMethod.Post, PasskeyCalls.Acme + call);
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        request.Headers.Add("X-Forwarded-Host", "shop.example.com");
        request.Content = body is null
            ? null
            : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await browser.SendAsync(request);
    }

    private static IReadOnlyList<string> KindsOf(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<SupportedAuthenticators>().Names;
    }

    private static List<string> Identity(IServiceCollection services) =>
        [
            .. services
                .Select(it => it.ServiceType.ToString())
                .Where(it => it.Contains("Identity", StringComparison.Ordinal)),
        ];
}
