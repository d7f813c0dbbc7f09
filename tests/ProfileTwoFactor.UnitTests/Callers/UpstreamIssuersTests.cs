using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Callers;

public sealed class UpstreamIssuersTests
{
    [Fact]
    public void Validate_IssuerThatMakesSense_Succeeds() =>
        Assert.True(Validate(Issuer()).Succeeded);

    [Fact]
    public void Validate_NoIssuer_Succeeds() => Assert.True(Validate().Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("LOCAL AUTHORITY")]
    public void Validate_NameOfNoProvider_IsReported(string issuer) =>
        Reports(Issuer(issuer), "names no identity provider");

    [Fact]
    public void Validate_IssuerOfWhichEverySignInWouldCount_IsReported() =>
        Reports(new UpstreamIssuer { Issuer = "https://id" }, "every sign-in would count");

    [Fact]
    public void Validate_EmptyValue_IsReported()
    {
        var issuer = Issuer();
        issuer.AuthenticationContexts.Add(" ");

        Reports(issuer, "an empty value");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(86_401)]
    public void Validate_AgeOutsideOfTheLimits_IsReported(int seconds)
    {
        var issuer = Issuer();
        issuer.MaxAge = TimeSpan.FromSeconds(seconds);

        Reports(issuer, "between one minute and 24 hours");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(301)]
    public void Validate_SkewOutsideOfTheLimits_IsReported(int seconds)
    {
        var issuer = Issuer();
        issuer.ClockSkew = TimeSpan.FromSeconds(seconds);

        Reports(issuer, "between zero and five minutes");
    }

    [Fact]
    public void Validate_OneIssuerTwice_IsReported()
    {
        var result = Validate(Issuer(), Issuer());

        Assert.Contains("more than once", Assert.Single(result.Failures!));
    }

    private static void Reports(UpstreamIssuer issuer, string mistake) =>
        Assert.Contains(mistake, Assert.Single(Validate(issuer).Failures!));

    private static UpstreamIssuer Issuer(string issuer = "https://id") =>
        new() { Issuer = issuer, AuthenticationMethods = { "mfa" } };

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(
        params UpstreamIssuer[] issuers
    )
    {
        var options = new ProfileTwoFactorOptions();
        foreach (var issuer in issuers)
        {
            options.UpstreamIssuers.Add(issuer);
        }

        return new UpstreamIssuersValidator().Validate(null, options);
    }
}
