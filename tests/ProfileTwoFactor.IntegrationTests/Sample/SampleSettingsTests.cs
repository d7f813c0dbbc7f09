using System.Net;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleSettingsTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void Settings_ThatMakeNoSense_StopTheStartWithOneMessageNamingAll()
    {
        _site.Settings["ProfileTwoFactor:Window"] = "soon";
        _site.Settings["ProfileTwoFactor:AbsoluteLifetime"] = "00:00:00";
        _site.Settings["ProfileTwoFactor:DecisionLifetime"] = "-00:00:01";
        _site.Settings["ProfileTwoFactor:SensitiveActionMaxAge"] = "10";
        _site.Settings["ProfileTwoFactor:DependencyTimeout"] = "00:00:00";
        _site.Settings["ProfileTwoFactor:ToleratedSteps"] = "many";
        _site.Settings["ProfileTwoFactor:DecisionCapacity"] = "-1";
        _site.Settings["ProfileTwoFactor:WindowBinding"] = "1";
        _site.Settings["ProfileTwoFactor:Application"] = " ";
        _site.Settings["Database:Provider"] = "Oracle";
        _site.Settings["ConnectionStrings:Redis"] = "127.0.0.1:redis";
        _site.Settings["Smtp:Host"] = "mail server";
        _site.Settings["Smtp:Port"] = "99999";
        _site.Settings["Smtp:From"] = "Heatmap <heatmap@example.com>";
        _site.Settings["Site:PublicOrigin"] = "heatmap.example";

        var error = Assert.Throws<OptionsValidationException>(() => _site.Services);

        Assert.All(
            [.. _site.Settings.Keys],
            key => Assert.Contains(key, error.Message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(null, null, null, "localhost", true)]
    [InlineData(null, null, null, "127.0.0.1", true)]
    [InlineData(null, null, null, "[::1]", true)]
    [InlineData(null, null, null, "evil.example", false)]
    [InlineData("http://127.0.0.1:5080", null, null, "evil.example", false)]
    // ASPNETCORE_URLS is honoured: what the site is told to listen at, it answers to.
    [InlineData("http://heatmap.test:5080;http://localhost:5081", null, null, "heatmap.test", true)]
    [InlineData("http://heatmap.test:5080", null, null, "localhost", true)]
    [InlineData("http://heatmap.test:5080", null, null, "evil.example", false)]
    [InlineData("http://0.0.0.0:8080", null, null, "container", true)]
    [InlineData("http://[::]:8080", null, null, "container", true)]
    [InlineData("http://+:8080", null, null, "container", true)]
    [InlineData("http://*:8080", "https://heatmap.example", null, "evil.example", false)]
    [InlineData("http://*:8080", "https://heatmap.example", null, "heatmap.example", true)]
    [InlineData("http://*:8080", null, "heatmap.example", "heatmap.example", true)]
    [InlineData("http://*:8080", null, "heatmap.example", "localhost", false)]
    public async Task Site_AskedByAHostName_AnswersToItsOwnOnly(
        string? urls,
        string? publicOrigin,
        string? allowedHosts,
        string host,
        bool answers
    )
    {
        Set("urls", urls);
        Set("Site:PublicOrigin", publicOrigin);
        Set("AllowedHosts", allowedHosts);
        using var client = _site.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        request.Headers.Host = host;

        using var answer = await client.SendAsync(request);

        Assert.Equal(answers ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);

        void Set(string key, string? value)
        {
            if (value is not null)
            {
                _site.Settings[key] = value;
            }
        }
    }

    [Fact]
    public void Settings_DurationOf24Hours_IsNot24Days()
    {
        _site.Settings["ProfileTwoFactor:Window"] = "24:00:00";
        _site.Settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00";

        var options = _site.Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;

        Assert.Equal(TimeSpan.FromHours(24), options.WindowLifetime);
        Assert.Equal(TimeSpan.Zero, options.DecisionLifetime);
    }

    [Theory]
    [InlineData(null, WindowBinding.Browser)]
    [InlineData("Browser", WindowBinding.Browser)]
    [InlineData("member", WindowBinding.Member)]
    public void Settings_WindowBinding_IsRead(string? text, WindowBinding expected)
    {
        if (text is not null)
        {
            _site.Settings["ProfileTwoFactor:WindowBinding"] = text;
        }

        var options = _site.Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;

        Assert.Equal(expected, options.WindowBinding);
    }

    [Theory]
    [InlineData("ProfileTwoFactor:Window", "ProfileTwoFactor:Application")]
    [InlineData("ProfileTwoFactor:WindowLifetime", "ProfileTwoFactor:ApplicationName")]
    public void Settings_ByTheNewOrTheEarlierName_AreRead(string lifetime, string name)
    {
        _site.Settings[lifetime] = "08:00:00";
        _site.Settings[name] = "Maps";

        var options = _site.Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;

        Assert.Equal(TimeSpan.FromHours(8), options.WindowLifetime);
        Assert.Equal("Maps", options.ApplicationName);
    }

    [Fact]
    public void Settings_DecisionCapacity_IsRead()
    {
        _site.Settings["ProfileTwoFactor:DecisionCapacity"] = "200";

        var options = _site.Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;

        Assert.Equal(200, options.DecisionCapacity);
    }

    /// <summary>Otherwise a misspelled one leaves the default in force, and nothing shows it.</summary>
    [Fact]
    public void Settings_OfNamesThatNothingReads_AreWarnedOfAtStart()
    {
        var log = new RecordedLog();
        using var site = new SampleSite
        {
            Settings =
            {
                ["ProfileTwoFactor:WindowLifetimes"] = "08:00:00",
                ["ProfileTwoFactor:PolicyLimits:MaxLifetime"] = "24:00:00",
                ["ProfileTwoFactor:PolicyLimits:MaxWindowLifetime"] = "24:00:00",
                ["ProfileTwoFactor:window"] = "08:00:00",
                ["ProfileTwoFactor:WindowLifetime"] = "08:00:00",
            },
            Replace = services => services.AddSingleton<ILoggerProvider>(log),
        };

        _ = site.Services;

        Assert.Equal(
            ["ProfileTwoFactor:PolicyLimits:MaxLifetime", "ProfileTwoFactor:WindowLifetimes"],
            log.Of("HeatmapSite.Settings.").Select(line => line.Split(' ')[0])
        );
    }

    [Fact]
    public void Settings_ByBothNames_FollowTheNewOne()
    {
        _site.Settings["ProfileTwoFactor:AbsoluteLifetime"] = "soon";
        _site.Settings["ProfileTwoFactor:WindowAbsoluteLifetime"] = "48:00:00";

        var options = _site.Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;

        Assert.Equal(TimeSpan.FromDays(2), options.WindowAbsoluteLifetime);
    }

    [Theory]
    [InlineData("Smtp:From")]
    [InlineData("Smtp:Port", "heatmap@example.com", "smtp")]
    [InlineData("Smtp:Port", "heatmap@example.com", "-25")]
    [InlineData("Smtp:From", "a@example.com\r\nBcc: b@example.com")]
    public void Smtp_HalfSet_StopsTheStartWithOneMessage(
        string wrong,
        string? from = null,
        string? port = null
    )
    {
        _site.Settings["Smtp:Host"] = "127.0.0.1";
        if (from is not null)
        {
            _site.Settings["Smtp:From"] = from;
        }

        if (port is not null)
        {
            _site.Settings["Smtp:Port"] = port;
        }

        var error = Assert.Throws<OptionsValidationException>(() => _site.Services);

        Assert.StartsWith(wrong, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis:0")]
    [InlineData("redis:65536")]
    [InlineData("redis server:6379")]
    [InlineData(":6379")]
    [InlineData("redis:6379,=secret")]
    [InlineData("password=secret,ssl=true")]
    [InlineData(" , ")]
    [InlineData("http://redis:6379")]
    [InlineData("redis:6379,protocol=resp9")]
    [InlineData("redis:6379,pasword=secret")]
    public void Redis_NoConnectionString_StopsTheStartAndIsNotRepeated(string connection)
    {
        _site.Settings["ConnectionStrings:Redis"] = connection;

        var error = Assert.Throws<OptionsValidationException>(() => _site.Services);

        var failure = Assert.Single(error.Failures);
        Assert.StartsWith("ConnectionStrings:Redis", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", 1)]
    [InlineData("redis_cache:6379,password=secret,ssl=true", 1)]
    [InlineData("10.0.0.1:6379,10.0.0.2:6379", 2)]
    [InlineData("[::1]:6379", 1)]
    [InlineData("::1", 1)]
    public void Redis_ConnectionString_PassesAndNoticesADeadServerWithinASecond(
        string connection,
        int servers
    )
    {
        using var site = new SampleSite
        {
            // Nothing is there; this is about the settings.
            Replace = services =>
                services.Remove(
                    services.Single(service =>
                        service.ImplementationType?.Name == "RedisStartupCheck"
                    )
                ),
        };
        site.Settings["ConnectionStrings:Redis"] = connection;

        var client = site
            .Services.GetRequiredService<IOptions<RedisCacheOptions>>()
            .Value.ConfigurationOptions!;

        Assert.Equal(servers, client.EndPoints.Count);
        Assert.False(client.AbortOnConnectFail);
        Assert.InRange(client.ConnectTimeout, 1, 1000);
        Assert.InRange(client.SyncTimeout, 1, 1000);
        Assert.InRange(client.AsyncTimeout, 1, 1000);
    }
}
