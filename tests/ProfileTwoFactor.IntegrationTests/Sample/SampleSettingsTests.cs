using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
        _site.Settings["ProfileTwoFactor:ToleratedSteps"] = "many";
        _site.Settings["ProfileTwoFactor:Application"] = " ";
        _site.Settings["Database:Provider"] = "Oracle";

        var error = Assert.Throws<OptionsValidationException>(() => _site.Services);

        Assert.All(
            [.. _site.Settings.Keys],
            key => Assert.Contains(key, error.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Settings_DurationOf24Hours_IsNot24Days()
    {
        _site.Settings["ProfileTwoFactor:Window"] = "24:00:00";
        _site.Settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00";

        var options = _site.Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;

        Assert.Equal(TimeSpan.FromHours(24), options.Window);
        Assert.Equal(TimeSpan.Zero, options.DecisionLifetime);
    }
}
