using System.Security.Claims;
using ProfileTwoFactor.Callers;

namespace ProfileTwoFactor.UnitTests.Callers;

/// <summary>What an identity provider says of a sign-in: whatever could be understood in two ways says nothing.</summary>
public sealed class UpstreamClaimsTests
{
    private const string Trusted = "https://id.example.com";
    private const string Renamed = "http://schemas.microsoft.com/claims/authnmethodsreferences";
    private const string RenamedContext = "http://schemas.microsoft.com/claims/authnclassreference";
    private static readonly Claim Time = Of("auth_time", "1700000000");
    private static readonly Claim Mfa = Of("amr", "mfa");

    [Fact]
    public void Read_SignInOfATrustedIssuer_GivesItsTime() =>
        Assert.Equal(
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            Read([Identity(Time, Mfa)])?.At
        );

    [Theory]
    [InlineData("amr")]
    [InlineData(Renamed)]
    public void Read_SeveralMethods_NeedsOneOfThoseNamed(string name)
    {
        Assert.NotNull(Read([Identity(Time, Of(name, "pwd"), Of(name, "mfa"))]));
        Assert.NotNull(Read([Identity(Time, Of(name, """["pwd","mfa"]"""))]));
        Assert.Null(Read([Identity(Time, Of(name, "pwd"), Of(name, "otp"))]));
        Assert.Null(Read([Identity(Time, Of(name, """["pwd","otp"]"""))]));
        Assert.Null(Read([Identity(Time, Of(name, "MFA"))]));
        Assert.Null(Read([Identity(Time, Of(name, "mfa "))]));
    }

    [Theory]
    [InlineData("[\"mfa\"")]
    [InlineData("[\"mfa\",1]")]
    [InlineData("[[\"mfa\"]]")]
    [InlineData("[\"mfa\"]]")]
    [InlineData("[]")]
    [InlineData("[null]")]
    public void Read_MethodsThatAreNoArrayOfTexts_SayNothing(string methods) =>
        Assert.Null(Read([Identity(Time, Of("amr", methods))]));

    [Fact]
    public void Read_ABrokenMethodBesideAGoodOne_SaysNothing() =>
        Assert.Null(Read([Identity(Time, Mfa, Of("amr", "[oops"))]));

    [Theory]
    [InlineData("")]
    [InlineData(" 1700000000")]
    [InlineData("1700000000 ")]
    [InlineData("+1700000000")]
    [InlineData("-1700000000")]
    [InlineData("1700000000.5")]
    [InlineData("1.7e9")]
    [InlineData("0x6553f100")]
    [InlineData("1,700,000,000")]
    [InlineData("\uff11\uff17\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10")]
    [InlineData("2023-11-14T22:13:20Z")]
    [InlineData("999999999999")]
    [InlineData("99999999999999999999999")]
    [InlineData("null")]
    [InlineData("[1700000000]")]
    public void Read_TimeThatIsNoNumberOfSeconds_SaysNothing(string time) =>
        Assert.Null(Read([Identity(Of("auth_time", time), Mfa)]));

    [Fact]
    public void Read_WithoutATimeOrWithSeveral_SaysNothing()
    {
        Assert.Null(Read([Identity(Mfa)]));
        Assert.Null(Read([Identity(Time, Time, Mfa)]));
        Assert.Null(Read([Identity(Time, Of("auth_time", "1600000000"), Mfa)]));
    }

    [Theory]
    [InlineData("https://id.example.com/")]
    [InlineData("HTTPS://id.example.com")]
    [InlineData("https://evil.example.com")]
    [InlineData(ClaimsIdentity.DefaultIssuer)]
    public void Read_ClaimOfAnotherIssuer_SaysNothing(string issuer)
    {
        Assert.Null(Read([Identity(Of("auth_time", "1700000000", issuer), Mfa)]));
        Assert.Null(Read([Identity(Time, Of("amr", "mfa", issuer))]));
        Assert.Null(Read([Identity(Time, Mfa, Of("amr", "pwd", issuer))]));
        Assert.Null(
            Read([Identity(Of("auth_time", "1700000000", issuer), Of("amr", "mfa", issuer))])
        );
    }

    [Fact]
    public void Read_ClaimIssThatSaysAnother_SaysNothing()
    {
        Assert.NotNull(Read([Identity(Time, Mfa, Of("iss", Trusted))]));
        Assert.Null(Read([Identity(Time, Mfa, Of("iss", "https://evil.example.com"))]));
        Assert.Null(Read([Identity(Time, Mfa, Of("iss", Trusted, "another"))]));
        Assert.Null(Read([Identity(Time, Mfa, Of("iss", Trusted), Of("iss", Trusted))]));
    }

    /// <summary>One would bring the person, and another one the proof.</summary>
    [Fact]
    public void Read_SeveralIdentities_SaysNothing()
    {
        Assert.Null(Read([Identity(), Identity(Time, Mfa)]));
        Assert.Null(Read([Identity(Time, Mfa), Identity(Time, Mfa)]));
        Assert.Null(Read([Identity(Time), Identity(Mfa)]));
    }

    [Fact]
    public void Read_IdentityThatIsNotAuthenticated_BringsNothing()
    {
        Assert.Null(Read([new ClaimsIdentity([Time, Mfa])]));
        Assert.Null(Read([Identity(Time), new ClaimsIdentity([Mfa])]));
        Assert.NotNull(Read([Identity(Time, Mfa), new ClaimsIdentity([Of("role", "admin")])]));
    }

    /// <summary>The account's own proof has the same names of claims.</summary>
    [Fact]
    public void Read_TheAccountsOwnProof_IsNoSignIn()
    {
        Assert.Equal(AccountClaims.AuthenticationType, UpstreamProofReader.OwnType);
        var own = new ClaimsIdentity([Time, Mfa], AccountClaims.AuthenticationType);

        Assert.Null(Read([own]));
        Assert.Null(Read([Identity(), own]));
        Assert.NotNull(Read([Identity(Time, Mfa), own]));
    }

    [Fact]
    public void Read_ClaimUnderBothOfItsNames_SaysNothing() =>
        Assert.Null(Read([Identity(Time, Mfa, Of(Renamed, "mfa"))]));

    [Theory]
    [InlineData("acr")]
    [InlineData(RenamedContext)]
    public void Read_Context_HasToBeTheOneNamedAndOnlyOne(string name)
    {
        var issuer = new UpstreamIssuer { Issuer = Trusted, AuthenticationContexts = { "2" } };
        Assert.NotNull(Read([Identity(Time, Of(name, "2"))], issuer));
        Assert.Null(Read([Identity(Time, Of(name, "1"))], issuer));
        Assert.Null(Read([Identity(Time, Mfa)], issuer));
        Assert.Null(Read([Identity(Time, Of(name, "2"), Of(name, "1"))], issuer));
        Assert.Null(Read([Identity(Time, Of(name, "2", "another"))], issuer));
    }

    [Fact]
    public void Read_IssuerWithBothLists_NeedsBoth()
    {
        var issuer = new UpstreamIssuer
        {
            Issuer = Trusted,
            AuthenticationMethods = { "mfa" },
            AuthenticationContexts = { "2" },
        };
        Assert.NotNull(Read([Identity(Time, Mfa, Of("acr", "2"))], issuer));
        Assert.Null(Read([Identity(Time, Mfa)], issuer));
        Assert.Null(Read([Identity(Time, Of("acr", "2"))], issuer));
    }

    private static (UpstreamIssuer Issuer, DateTimeOffset At)? Read(
        ClaimsIdentity[] identities,
        UpstreamIssuer? issuer = null
    ) =>
        UpstreamClaims.Read(
            new ClaimsPrincipal(identities),
            [issuer ?? new UpstreamIssuer { Issuer = Trusted, AuthenticationMethods = { "mfa" } }],
            UpstreamProofReader.OwnType
        );

    private static ClaimsIdentity Identity(params Claim[] claims) =>
        new([new Claim(ClaimTypes.Name, "mark"), .. claims], "Federation");

    private static Claim Of(string type, string value, string issuer = Trusted) =>
        new(type, value, ClaimValueTypes.String, issuer);
}
