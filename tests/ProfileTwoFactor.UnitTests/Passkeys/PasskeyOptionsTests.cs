using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Passkeys.Internal;

namespace ProfileTwoFactor.UnitTests.Passkeys;

public sealed class PasskeyOptionsTests
{
    [Fact]
    public void Defaults_AreInOrder() => Assert.Empty(Failures(_ => { }));

    [Fact]
    public void Settings_OfASiteWithSubdomains_AreInOrder() =>
        Assert.Empty(
            Failures(options =>
            {
                options.ServerDomain = "example.com";
                options.Origins.Add("https://example.com");
                options.Origins.Add("https://app.example.com:8443");
                options.Origins.Add("android:apk-key-hash:abc");
            })
        );

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("example.com:443")]
    [InlineData("example.com/")]
    [InlineData("10.0.0.7")]
    [InlineData("")]
    public void ServerDomain_ThatIsNoDomain_IsNamed(string domain) =>
        Assert.Contains(
            $"ServerDomain is '{domain}'",
            Assert.Single(Failures(options => options.ServerDomain = domain))
        );

    [Theory]
    [InlineData("example.com")]
    [InlineData("https://example.com/")]
    [InlineData("https://example.com/path")]
    [InlineData("https://example.com:443")]
    [InlineData("https://Example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("android:apk-key-hash:")]
    [InlineData("http://example.com")]
    [InlineData("")]
    public void Origin_ThatBrowsersWouldNotState_IsNamed(string origin) =>
        Assert.Contains(
            $"Origins contains '{origin}'",
            Assert.Single(Failures(options => options.Origins.Add(origin)))
        );

    [Theory]
    [InlineData("https://evil-example.com")]
    [InlineData("https://example.com.evil.org")]
    [InlineData("https://com")]
    public void Origin_OutsideTheServerDomain_IsNamed(string origin) =>
        Assert.Contains(
            "isn't on the ServerDomain 'example.com'",
            Assert.Single(
                Failures(options =>
                {
                    options.ServerDomain = "example.com";
                    options.Origins.Add(origin);
                })
            )
        );

    [Fact]
    public void Models_WithoutAStatement_AreNamed()
    {
        Assert.Contains(
            "AllowedAuthenticatorModels is set, but Attestation is None",
            Assert.Single(
                Failures(options => options.AllowedAuthenticatorModels.Add(Guid.NewGuid()))
            )
        );
        Assert.Contains(
            "VerifyAttestation is set, but Attestation is None",
            Assert.Single(
                Failures(options => options.VerifyAttestation = _ => ValueTask.FromResult(true))
            )
        );
    }

    [Fact]
    public void Everything_ThatIsWrong_IsNamedAtOnce() =>
        Assert.Equal(
            4,
            Failures(options =>
            {
                options.ServerDomain = "*";
                options.Origins.Add("*");
                options.UserVerification = (PasskeyUserVerification)7;
                options.Attestation = (PasskeyAttestation)7;
            }).Count
        );

    private static List<string> Failures(Action<PasskeyOptions> configure)
    {
        var options = new PasskeyOptions();
        configure(options);
        return [.. new PasskeyOptionsValidator().Validate(null, options).Failures ?? []];
    }
}
