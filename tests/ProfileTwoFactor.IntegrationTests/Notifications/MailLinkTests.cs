using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Where the links of mails lead: to the configured address, or to the request's own where the app's settings name its host.</summary>
public sealed class MailLinkTests
{
    [Theory]
    [InlineData("shop.example", "localhost")]
    [InlineData("app.example", "SHOP.example", "localhost")]
    public async Task Request_FromAHostThatTheSettingsName_GivesMailsTheirLink(
        params string[] hosts
    )
    {
        await using var host = await StartAsync(hosts);

        await host.Gate.EnableAsync();

        Assert.All(
            await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3),
            mail =>
                Assert.Contains(
                    "https://shop.example/two-factor/profiles/acme/bind",
                    mail.Text,
                    StringComparison.Ordinal
                )
        );
        var owner = Assert.Single(host.Notifier.Of(TwoFactorMailKind.ProfileEnabledByOwner));
        Assert.Contains(
            "https://shop.example/two-factor/profiles/acme/manage",
            owner.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("*")]
    [InlineData("shop.example", "*")]
    [InlineData("*.example", "localhost")]
    [InlineData("localhost")]
    [InlineData("shop.example", "[::]")]
    [InlineData("shop.example", "0.0.0.0")]
    public async Task Request_FromAnyOtherHost_GivesMailsNoLink(params string[] hosts)
    {
        await using var host = await StartAsync(hosts);

        await host.Gate.EnableAsync();

        Assert.All(
            await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3),
            mail => Assert.DoesNotContain("http", mail.Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task ConfiguredAddress_WinsOverTheRequests()
    {
        await using var host = await StartAsync(
            ["shop.example", "localhost"],
            mail => mail.PublicOrigin = MailHost.Origin
        );

        await host.Gate.EnableAsync();

        Assert.All(
            await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3),
            mail =>
                Assert.Contains(
                    $"{MailHost.Origin}/two-factor/profiles/acme/bind",
                    mail.Text,
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("https", "app.example", "/shop", "app.example", "https://app.example/shop")]
    [InlineData("https", "App.Example:443", "", "app.example", "https://App.Example")]
    [InlineData("https", "app.example:8443", "", "app.example", null)]
    [InlineData("https", "a.app.example", "", "*.app.example", null)]
    [InlineData("https", "app.example", "", "*.app.example", null)]
    [InlineData("https", "app.example.evil.example", "", "app.example", null)]
    [InlineData("https", "evilapp.example", "", "*.app.example", null)]
    [InlineData("https", "", "", "app.example", null)]
    [InlineData("https", "app.example", "", "", null)]
    [InlineData("http", "[::1]", "", "[::1]", null)]
    [InlineData("http", "localhost", "", "localhost", null)]
    public void Origin_IsTheRequestsOnlyWithANamedHost(
        string scheme,
        string host,
        string pathBase,
        string allowed,
        string? expected
    )
    {
        using var services = new ServiceCollection()
            .Configure<HostFilteringOptions>(options => options.AllowedHosts = [allowed])
            .AddSingleton<TrustedOrigin>()
            .BuildServiceProvider();
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.PathBase) = (scheme, new(host), pathBase);

        Assert.Equal(expected, services.GetRequiredService<TrustedOrigin>().Find(request));
    }

    [Theory]
    [InlineData("Production", null, "*", true)]
    [InlineData("Production", null, null, true)]
    [InlineData("Production", null, "localhost", true)]
    [InlineData("Production", null, "shop.example", false)]
    [InlineData("Production", "https://shop.example", "*", false)]
    [InlineData("Development", null, "*", false)]
    public async Task Start_WithoutAnAddress_SaysWhatToSet(
        string environment,
        string? origin,
        string? allowed,
        bool says
    )
    {
        using var log = new RecordedLog();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .Configure<HostFilteringOptions>(options =>
                options.AllowedHosts = allowed is null ? [] : [allowed]
            )
            .AddSingleton<IHostEnvironment>(
                new HostingEnvironment { EnvironmentName = environment }
            )
            .AddSingleton<TrustedOrigin>()
            .AddSingleton<ITwoFactorNotifier>(new RecordingNotifier())
            .Configure<TwoFactorMailOptions>(mail => mail.PublicOrigin = origin)
            .AddSingleton<NotificationStartupCheck>()
            .BuildServiceProvider();

        await services
            .GetRequiredService<NotificationStartupCheck>()
            .StartingAsync(CancellationToken.None);

        Assert.Equal(says, log.Text.Contains("NoPublicOrigin", StringComparison.Ordinal));
        Assert.Equal(says, log.Text.Contains("AllowedHosts", StringComparison.Ordinal));
    }

    private static Task<MailHost> StartAsync(
        string[] hosts,
        Action<TwoFactorMailOptions>? mail = null
    ) =>
        MailHost.StartAsync(
            mail: mail ?? (_ => { }),
            services: services =>
                services
                    // The middleware itself looks at the test server's own name, before the request gets the one of the test.
                    .PostConfigure<HostFilteringOptions>(options =>
                        options.AllowedHosts = [.. hosts]
                    )
                    .AddSingleton<IStartupFilter, ShopHostName>()
        );

    /// <summary>As a proxy does whose forwarded headers are used.</summary>
    private sealed class ShopHostName : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, step) =>
                    {
                        context.Request.Host = new("shop.example");
                        return step(context);
                    }
                );
                next(app);
            };
    }
}
