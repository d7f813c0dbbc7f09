using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Passkeys.Internal;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Passkeys;

public sealed class WebAuthnCeremonyTests
{
    [Fact]
    public async Task Options_ForANewPasskey_AskForASecondFactorOfThisSite()
    {
        using var bed = new CeremonyBed();

        var options = JsonNode.Parse((await bed.AskToCreateAsync()).Options)!;

        Assert.Equal("shop.example.com", (string?)options["rp"]!["id"]);
        Assert.Equal("Shop", (string?)options["rp"]!["name"]);
        Assert.Equal("mark@example.com", (string?)options["user"]!["name"]);
        Assert.Equal("Acme: mark@example.com", (string?)options["user"]!["displayName"]);
        Assert.Equal("aGFuZGxl", (string?)options["user"]!["id"]);
        Assert.Equal("discouraged", (string?)options["authenticatorSelection"]!["residentKey"]);
        Assert.Equal("preferred", (string?)options["authenticatorSelection"]!["userVerification"]);
        Assert.Equal("none", (string?)options["attestation"]);
        Assert.Equal(-7, (int)options["pubKeyCredParams"]![0]!["alg"]!);
        Assert.True(((string)options["challenge"]!).Length >= 43);
    }

    [Fact]
    public async Task Options_ForAProof_ListThePersonsPasskeys_AndForANewOneExcludeThem()
    {
        using var bed = new CeremonyBed();
        var made = await bed.BindAsync();

        var ask = JsonNode.Parse((await bed.AskAsync()).Options)!;
        var create = JsonNode.Parse((await bed.AskToCreateAsync()).Options)!;

        var id = System.Buffers.Text.Base64Url.EncodeToString(made.CredentialId);
        Assert.Equal(id, (string?)Assert.Single(ask["allowCredentials"]!.AsArray())!["id"]);
        Assert.Equal(id, (string?)Assert.Single(create["excludeCredentials"]!.AsArray())!["id"]);
        Assert.Equal("usb", (string?)ask["allowCredentials"]![0]!["transports"]![0]);
        Assert.Equal("shop.example.com", (string?)ask["rpId"]);
        Assert.Equal("preferred", (string?)ask["userVerification"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Passkey_OfThePerson_IsProven_WithOrWithoutItsUserHandle(bool withHandle)
    {
        using var bed = new CeremonyBed();
        bed.Authenticator.ReturnsUserHandle = withHandle;
        bed.Authenticator.IsBackupEligible = true;
        var made = await bed.BindAsync();
        bed.Authenticator.IsBackedUp = true;
        bed.Authenticator.VerifiesUser = false;

        var proven = (await bed.AssertAsync()).Value!;

        Assert.Equal(made.CredentialId, proven.CredentialId);
        Assert.Equal(1u, made.SignCount);
        Assert.Equal(2u, proven.SignCount);
        Assert.True(made.IsUserVerified);
        Assert.False(proven.IsUserVerified);
        Assert.True(made.IsBackupEligible);
        Assert.False(made.IsBackedUp);
        Assert.True(proven.IsBackedUp);
        Assert.Equal(["usb"], made.Transports);
    }

    [Fact]
    public async Task Counter_ThatGoesBack_IsHandedOnToBeJudgedInTheWrite()
    {
        using var bed = new CeremonyBed();
        bed.Authenticator.SignCount = 40;
        await bed.BindAsync();
        bed.Authenticator.SignCount = 3;

        Assert.Equal(4u, (await bed.AssertAsync()).Value!.SignCount);
    }

    [Fact]
    public async Task Model_ThatTheAuthenticatorStates_IsKept()
    {
        var model = Guid.NewGuid();
        using var bed = new CeremonyBed();
        Assert.Null((await bed.BindAsync()).Aaguid);

        using var other = new CeremonyBed();
        other.Authenticator.Model = model;
        Assert.Equal(model, (await other.BindAsync()).Aaguid);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("https://shop.example.com.evil.example")]
    [InlineData("https://shop.example.com:8443")]
    [InlineData("http://shop.example.com")]
    [InlineData("https://SHOP.example.com")]
    [InlineData("")]
    public async Task Origin_OfAnotherSite_IsRefused_WhenBindingAndWhenVerifying(string origin)
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();
        bed.Authenticator.Origin = origin;
        // What the framework's own rule would compare with; the page that sends it is the attacker's.
        bed.Context.Request.Headers.Origin = origin;

        Assert.Null((await bed.AssertAsync()).Value);
        using var other = new CeremonyBed();
        other.Authenticator.Origin = origin;
        other.Context.Request.Headers.Origin = origin;
        Assert.Null((await other.RegisterAsync()).Value);
        Assert.Contains("PasskeyOriginRefused", bed.Recorded.WarningNames);
    }

    [Fact]
    public async Task Origin_OfAPageInAFrameOfAnotherSite_IsRefused()
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();
        var challenge = await bed.AskAsync();
        var credential = JsonNode.Parse(bed.Authenticator.Get(challenge.Options))!;
        var text = System.Text.Encoding.UTF8.GetString(
            System.Buffers.Text.Base64Url.DecodeFromChars(
                (string)credential["response"]!["clientDataJSON"]!
            )
        );
        credential["response"]!["clientDataJSON"] = System.Buffers.Text.Base64Url.EncodeToString(
            System.Text.Encoding.UTF8.GetBytes(
                text.Replace("\"crossOrigin\":false", "\"crossOrigin\":true")
            )
        );

        Assert.Null((await bed.AssertAsync(challenge, credential.ToJsonString())).Value);
        Assert.Contains("PasskeyOriginRefused", bed.Recorded.WarningNames);
    }

    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("https://shop.example.com:8443")]
    [InlineData("android:apk-key-hash:abc")]
    public async Task Origin_ThatTheOptionsName_IsAccepted(string origin)
    {
        using var bed = new CeremonyBed(options =>
        {
            options.ServerDomain = "example.com";
            options.Origins.Add("https://shop.example.com");
            options.Origins.Add(origin);
        });
        await bed.BindAsync();
        bed.Authenticator.Origin = origin;

        Assert.NotNull((await bed.AssertAsync()).Value);
    }

    [Fact]
    public async Task Subdomains_OfTheServerDomain_ShareAPasskey()
    {
        using var bed = new CeremonyBed(
            options => options.ServerDomain = "example.com",
            "shop.example.com",
            "admin.example.com"
        );
        await bed.BindAsync();
        bed.Context.Request.Host = new("admin.example.com");
        bed.Authenticator.Origin = "https://admin.example.com";

        Assert.NotNull((await bed.AssertAsync()).Value);
        Assert.Empty(bed.Recorded.Warnings);
    }

    [Theory]
    [InlineData("evil.example.com", "*")]
    [InlineData("evil.example.com", "*.example.com")]
    [InlineData("evil.example.com", "shop.example.com")]
    [InlineData("shop.example.com:8443", "shop.example.com")]
    public async Task Host_ThatNoSettingNames_IsNoOriginOfAWholeDomain(string host, string named)
    {
        using var bed = new CeremonyBed(
            options =>
            {
                options.ServerDomain = "example.com";
                options.Origins.Add("https://shop.example.com");
            },
            named
        );
        await bed.BindAsync();
        // The relay of a fake page on a sibling chooses the header, and the browser signs the page's origin.
        bed.Authenticator.Origin = $"https://{host}";
        bed.Context.Request.Host = new(host);

        Assert.False((await bed.AssertAsync()).IsAnswer);
        Assert.Equal("PasskeyHostNotNamed", Assert.Single(bed.Recorded.WarningNames));
    }

    [Theory]
    [InlineData("example.com", null, "*", true)]
    [InlineData("example.com", "https://shop.example.com", "*", false)]
    [InlineData("example.com", null, "shop.example.com", false)]
    [InlineData(null, null, "*", false)]
    public async Task Domain_WithoutAnyNamedHost_IsToldAtStart(
        string? domain,
        string? origin,
        string host,
        bool isTold
    )
    {
        var options = new PasskeyOptions { ServerDomain = domain };
        if (origin is not null)
        {
            options.Origins.Add(origin);
        }

        var recorded = new RecordedLog();
        using var log = LoggerFactory.Create(it => it.AddProvider(recorded));
        var check = new PasskeyStartupCheck(
            Options.Create(options),
            new TrustedOrigin(CeremonyBed.Filtering([host])),
            log.CreateLogger<PasskeyStartupCheck>()
        );

        await check.StartingAsync(CancellationToken.None);

        Assert.Equal(isTold ? ["PasskeyHostsNotNamed"] : [], recorded.WarningNames);
    }

    [Fact]
    public async Task UserHandle_ThatIsEmpty_IsNone()
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();
        var challenge = await bed.AskAsync();
        var credential = JsonNode.Parse(bed.Authenticator.Get(challenge.Options))!;
        credential["response"]!["userHandle"] = "";

        Assert.NotNull((await bed.AssertAsync(challenge, credential.ToJsonString())).Value);
    }

    [Theory]
    [InlineData(PasskeyAttestation.None, false)]
    [InlineData(PasskeyAttestation.Direct, true)]
    public async Task Statement_ThatWasNotAskedFor_IsNotKept(PasskeyAttestation asked, bool kept)
    {
        using var bed = new CeremonyBed(options => options.Attestation = asked);

        var made = await bed.BindAsync();

        Assert.Equal(kept, made.AttestationObject.Length > 0);
        Assert.Equal(kept, made.ClientDataJson.Length > 0);
        Assert.NotNull((await bed.AssertAsync()).Value);
    }

    [Fact]
    public async Task Host_ThatTheServerDomainDoesNotCover_IsToldInTheLog()
    {
        using var bed = new CeremonyBed(options => options.ServerDomain = "example.com");
        bed.Context.Request.Host = new("10.0.0.7", 5000);

        await bed.AskAsync();

        Assert.Equal("PasskeyDomainDiffers", Assert.Single(bed.Recorded.WarningNames));
    }

    [Fact]
    public async Task RelyingPartyId_OfAnotherSite_IsRefused_WhenBindingAndWhenVerifying()
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();
        bed.Authenticator.RelyingPartyId = "example.com";

        Assert.Null((await bed.AssertAsync()).Value);
        using var other = new CeremonyBed();
        other.Authenticator.RelyingPartyId = "example.com";
        Assert.Null((await other.RegisterAsync()).Value);
    }

    [Fact]
    public async Task Person_WhoWasNotVerified_IsRefusedWhereTheHostDemandsIt()
    {
        using var bed = new CeremonyBed(options =>
            options.UserVerification = PasskeyUserVerification.Required
        );
        Assert.Equal(
            "required",
            (string?)JsonNode.Parse((await bed.AskAsync()).Options)!["userVerification"]
        );
        await bed.BindAsync();
        bed.Authenticator.VerifiesUser = false;

        Assert.Null((await bed.AssertAsync()).Value);
        using var other = new CeremonyBed(options =>
            options.UserVerification = PasskeyUserVerification.Required
        );
        other.Authenticator.VerifiesUser = false;
        Assert.Null((await other.RegisterAsync()).Value);
    }

    [Fact]
    public async Task Challenge_OfAnotherRequest_IsRefused_WhenBindingAndWhenVerifying()
    {
        using var bed = new CeremonyBed();
        var (create, otherCreate) = (await bed.AskToCreateAsync(), await bed.AskToCreateAsync());
        Assert.Null(
            (await bed.RegisterAsync(otherCreate, bed.Authenticator.Create(create.Options))).Value
        );
        await bed.BindAsync();
        var (ask, other) = (await bed.AskAsync(), await bed.AskAsync());

        Assert.Null((await bed.AssertAsync(other, bed.Authenticator.Get(ask.Options))).Value);
    }

    [Fact]
    public async Task Answer_OfTheOtherCeremony_IsRefused()
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();
        var ask = await bed.AskAsync();
        var proof = bed.Authenticator.Get(ask.Options);

        var bound = await bed.RegisterAsync(ask, proof);
        Assert.Null(bound.Value);
        Assert.False(bound.IsReadable);
    }

    [Fact]
    public async Task Credential_OfAnotherPerson_IsRefused()
    {
        using var bed = new CeremonyBed();
        using var other = new CeremonyBed();
        await bed.BindAsync();
        await other.BindAsync();
        var ask = await other.AskAsync();
        var proof = other.Authenticator.Get(ask.Options);

        // The challenge is the bed's own; the answer is right, but of a key that its person doesn't have.
        Assert.Null((await bed.AssertAsync(ask, proof)).Value);
    }

    [Fact]
    public async Task Signature_OfAnotherKey_IsRefused()
    {
        using var bed = new CeremonyBed();
        using var other = new CeremonyBed();
        await bed.BindAsync();
        await other.BindAsync();
        var ask = await bed.AskAsync();
        var own = JsonNode.Parse(bed.Authenticator.Get(ask.Options))!;
        var foreign = JsonNode.Parse(other.Authenticator.Get((await other.AskAsync()).Options))!;
        own["response"]!["signature"] = (string?)foreign["response"]!["signature"];

        Assert.Null((await bed.AssertAsync(ask, own.ToJsonString())).Value);
    }

    [Fact]
    public async Task Model_ThatIsNotAllowed_IsRefused_AndWhoVerifiesStatementsHasTheLastWord()
    {
        var allowed = Guid.NewGuid();
        var seen = new List<Guid?>();
        var verdict = true;
        using var bed = new CeremonyBed(options =>
        {
            options.Attestation = PasskeyAttestation.Direct;
            options.AllowedAuthenticatorModels.Add(allowed);
            options.VerifyAttestation = statement =>
            {
                seen.Add(statement.AuthenticatorModel);
                return ValueTask.FromResult(verdict);
            };
        });

        Assert.Null((await bed.RegisterAsync()).Value);
        bed.Authenticator.Model = Guid.NewGuid();
        Assert.Null((await bed.RegisterAsync()).Value);
        Assert.Empty(seen);
        bed.Authenticator.Model = allowed;
        Assert.NotNull((await bed.RegisterAsync()).Value);
        verdict = false;
        Assert.Null((await bed.RegisterAsync()).Value);
        Assert.Equal([allowed, allowed], seen);
        Assert.Equal(
            "direct",
            (string?)JsonNode.Parse((await bed.AskToCreateAsync()).Options)!["attestation"]
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"id":"AAAA","type":"public-key","response":{}}""")]
    [InlineData("""{"id":1,"type":"public-key","response":{"clientDataJSON":"AAAA"}}""")]
    [InlineData(
        """{"id":"AAAA","type":"public-key","response":{"clientDataJSON":"****","authenticatorData":"AAAA","signature":"AAAA","attestationObject":"AAAA"}}"""
    )]
    [InlineData(
        """{"id":"A","id":"B","type":"public-key","response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","attestationObject":"AAAA"}}"""
    )]
    public async Task Text_ThatIsNoCredential_IsUnreadable(string text)
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();

        var bound = await bed.RegisterAsync(await bed.AskToCreateAsync(), text);
        var proven = await bed.AssertAsync(await bed.AskAsync(), text);

        Assert.False(bound.IsReadable);
        Assert.False(proven.IsReadable);
    }

    [Fact]
    public async Task Text_ThatLooksLikeACredential_IsRefused()
    {
        const string Text =
            """{"id":"AAAA","type":"public-key","response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","attestationObject":"AAAA"}}""";
        using var bed = new CeremonyBed();
        await bed.BindAsync();

        var bound = await bed.RegisterAsync(await bed.AskToCreateAsync(), Text);
        var proven = await bed.AssertAsync(await bed.AskAsync(), Text);

        Assert.True(bound is { IsReadable: true, Value: null });
        Assert.True(proven is { IsReadable: true, Value: null });
    }

    [Fact]
    public async Task Log_OfARefusal_HasOneLine_WhateverTheOriginContains()
    {
        using var bed = new CeremonyBed();
        await bed.BindAsync();
        bed.Authenticator.Origin = "https://evil.example\r\nWarning: all is well\u001b[31m";

        await bed.AssertAsync();

        Assert.All(
            bed.Recorded.Of("ProfileTwoFactor"),
            line => Assert.DoesNotMatch("[\r\n\u001b]", line)
        );
    }
}
