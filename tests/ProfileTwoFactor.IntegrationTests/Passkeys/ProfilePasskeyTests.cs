using System.Text.Json.Nodes;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

public sealed class ProfilePasskeyTests
{
    [Fact]
    public async Task Member_BindsAPasskeyFirst_AndVerifiesWithItInAnotherBrowser()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();

        var bound = await mark.BindPasskeyAsync(key);
        AnswerAssert.Ok(bound);
        Assert.Equal("verified", PasskeyCalls.StateOf(bound));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
        var verified = await other.VerifyPasskeyAsync(key);
        AnswerAssert.Ok(verified);
        Assert.Equal("verified", PasskeyCalls.StateOf(verified));
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));

        var stored = Assert.Single((await engine.RecordAsync("mark"))!.Active!.Authenticators);
        Assert.Equal(AuthenticatorKind.Passkey, stored.Kind);
        Assert.Equal("Key", stored.Name);
        Assert.Equal(2u, stored.Passkey!.SignCount);
        Assert.Equal(engine.Clock.GetUtcNow(), stored.LastUsedAt);
        Assert.Null(stored.ProtectedSecret);
    }

    [Fact]
    public async Task Member_WithAnApp_AddsAPasskey_AfterAFreshVerificationOnly()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        var other = await engine.Host.BrowserAsync("mark");

        AnswerAssert.Refused(
            401,
            "verification-required",
            await other.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        AnswerAssert.Ok(await mark.VerifyAsync(app.Code()));
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));

        AnswerAssert.Ok(await other.VerifyPasskeyAsync(key));
        engine.Clock.NextStep();
        var third = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await third.VerifyAsync(app.Code()));
        Assert.Equal(2, (await engine.RecordAsync("mark"))!.Active!.Authenticators.Count);
    }

    [Fact]
    public async Task Owner_EnablesWithAPasskey()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var olivia = await engine.Host.BrowserAsync("olivia");
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Refused(
            403,
            "not-owner",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        var options = await olivia.CreateOptionsAsync();
        AnswerAssert.Refused(409, "not-enabled", await olivia.SendNewAsync(key.Create(options)));

        using var other = new FakePasskeyAuthenticator();
        var enabled = await olivia.SendNewAsync(
            other.Create(await olivia.CreateOptionsAsync()),
            call: "enable"
        );

        AnswerAssert.Ok(enabled);
        Assert.Equal("verified", PasskeyCalls.StateOf(enabled));
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        var again = await engine.Host.BrowserAsync("olivia");
        AnswerAssert.Ok(await again.VerifyPasskeyAsync(other));
    }

    [Fact]
    public async Task Order_OfChecks_IsThatOfTheContract()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var anonymous = await engine.Host.BrowserAsync();
        var zoe = await engine.Host.BrowserAsync("zoe");
        var mark = await engine.Host.BrowserAsync("mark");
        foreach (var call in new[] { "passkeys/options", "passkeys/assertion-options" })
        {
            var raw = new HttpRequestMessage(HttpMethod.Post, PasskeyCalls.Acme + call);
            AnswerAssert.Refused(400, "antiforgery", await mark.SendAsync(raw));
            AnswerAssert.Refused(
                401,
                "sign-in-required",
                await anonymous.PostAsync(PasskeyCalls.Acme + call)
            );
            AnswerAssert.Refused(
                403,
                "not-a-member",
                await zoe.PostAsync(PasskeyCalls.Acme + call)
            );
        }

        AnswerAssert.Refused(
            409,
            "not-enabled",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/assertion-options")
        );
        await engine.Host.EnableAsync();
        AnswerAssert.Refused(
            409,
            "not-bound",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/assertion-options")
        );
        AnswerAssert.Refused(409, "no-pending-binding", await mark.SendNewAsync("{}"));
        await mark.BindAsync();
        AnswerAssert.Refused(
            409,
            "not-bound",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/assertion-options")
        );
        AnswerAssert.Refused(400, "invalid-code", await mark.SendProofAsync("{}"));
    }

    [Fact]
    public async Task Answers_AreNeverStored_AndTellNoSecretTwice()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");

        var options = await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options");

        Assert.Equal("no-store", options.Header("Cache-Control"));
        Assert.Equal("application/json; charset=utf-8", options.Header("Content-Type"));
        var cookie = options
            .Response.Headers.GetValues("Set-Cookie")
            .Single(it => it.StartsWith(".ProfileTwoFactor.K.", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=300", cookie, StringComparison.OrdinalIgnoreCase);
        var challenge = (string)JsonNode.Parse(options.Body)!["challenge"]!;
        Assert.DoesNotContain(challenge, cookie, StringComparison.Ordinal);
        Assert.True(cookie.Length < 4000, $"{cookie.Length}");
    }

    [Fact]
    public async Task Bodies_ThatMakeNoSense_AreRefused_AndCostNoAttempt()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        await mark.BindPasskeyAsync(key);
        await mark.AskOptionsAsync();
        object[] bodies =
        [
            new { passkey = "text" },
            new { passkey = 1 },
            new { passkey = new object[] { } },
            new { passkey = (object?)null },
            new { passkey = new { } },
            new
            {
                passkey = new
                {
                    id = "AAAA",
                    type = "public-key",
                    response = new { },
                },
            },
            new { passkey = new { id = new string('A', 17_000) } },
            new { passkey = new { }, code = "123456" },
            new { passkey = new { }, backupCode = "123456" },
        ];
        foreach (var body in bodies)
        {
            AnswerAssert.Refused(
                400,
                "invalid-request",
                await mark.PostAsync(PasskeyCalls.Acme + "verify", body)
            );
        }

        AnswerAssert.Refused(
            400,
            "invalid-request",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys", new { name = "Key" })
        );
        AnswerAssert.Refused(
            400,
            "invalid-request",
            await mark.PostAsync(
                PasskeyCalls.Acme + "passkeys",
                new { name = 1, credential = new { } }
            )
        );
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task Statement_OfSomeKilobytes_IsTaken()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var credential = JsonNode.Parse(key.Create(await mark.CreateOptionsAsync()))!;
        credential["clientExtensionResults"] = new JsonObject { ["x"] = new string('A', 9_000) };

        AnswerAssert.Ok(await mark.SendNewAsync(credential.ToJsonString()));
    }

    [Fact]
    public async Task Name_ThatIsTooLong_IsRefused()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var credential = key.Create(await mark.CreateOptionsAsync());

        AnswerAssert.Refused(
            400,
            "invalid-request",
            await mark.SendNewAsync(credential, name: new string('x', 65))
        );
        AnswerAssert.Ok(await mark.SendNewAsync(credential, name: new string('x', 64)));
    }

    [Fact]
    public async Task Passkey_ThatTheBrowserHas_IsExcluded_AndOfferedToTheMemberAlone()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var mei = await engine.Host.BrowserAsync("mei");
        using var key = new FakePasskeyAuthenticator();
        await mark.BindPasskeyAsync(key);

        var options = await mark.CreateOptionsAsync();
        Assert.Throws<InvalidOperationException>(() => key.Create(options));
        using var other = new FakePasskeyAuthenticator();
        await mei.BindPasskeyAsync(other);
        var asked = await mei.AskOptionsAsync();
        Assert.Throws<InvalidOperationException>(() => key.Get(asked));
    }

    [Fact]
    public async Task TenPasskeys_AllWork_AndAnEleventhIsRefused()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var keys = Enumerable.Range(0, 10).Select(_ => new FakePasskeyAuthenticator()).ToArray();
        foreach (var key in keys)
        {
            AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
            // As of a key that was used for years: what is kept of it in between is as long as it gets.
            key.SignCount = 4_000_000_000;
            AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        }

        foreach (var key in keys)
        {
            var options = await mark.AskOptionsAsync();
            var challenge = mark
                .Cookies.GetAllCookies()
                .Single(cookie =>
                    cookie.Name.StartsWith(".ProfileTwoFactor.K.", StringComparison.Ordinal)
                );
            Assert.InRange(challenge.Name.Length + challenge.Value.Length, 1, 4000);
            AnswerAssert.Ok(await mark.SendProofAsync(key.Get(options)));
            key.Dispose();
        }

        AnswerAssert.Refused(
            409,
            "too-many-authenticators",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
    }

    [Fact]
    public async Task Verification_OfThePerson_IsDemandedWhereTheHostSaysSo()
    {
        await using var engine = await PasskeyBed.StartAsync(options =>
            options.UserVerification = PasskeyUserVerification.Required
        );
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator { VerifiesUser = false };

        AnswerAssert.Refused(400, "invalid-code", await mark.BindPasskeyAsync(key));
        key.VerifiesUser = true;
        using var usable = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(usable));
        usable.VerifiesUser = false;
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(usable));
        usable.VerifiesUser = true;
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(usable));
    }

    [Fact]
    public async Task Verification_OfThePerson_IsKeptAsItWasAtTheLastUse()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator { VerifiesUser = false };
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        Assert.False(await IsVerifiedAsync());

        key.VerifiesUser = true;
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        Assert.True(await IsVerifiedAsync());

        key.VerifiesUser = false;
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        Assert.False(await IsVerifiedAsync());

        async Task<bool> IsVerifiedAsync() =>
            (await engine.RecordAsync("mark"))!.Active!.Authenticators[0].Passkey!.IsUserVerified;
    }

    [Fact]
    public async Task Host_WithoutPasskeys_HasNoneOfTheCalls_AndSaysSo()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var (mark, _) = await engine.Host.BindAsync("mark");

        foreach (var call in new[] { "passkeys/options", "passkeys", "passkeys/assertion-options" })
        {
            Assert.Equal(404, (await mark.PostAsync(PasskeyCalls.Acme + call)).StatusCode);
        }

        var oscar = await engine.Host.BrowserAsync("oscar");
        AnswerAssert.Refused(
            400,
            "invalid-request",
            await oscar.ProfilePostAsync("beta", "enable", new { credential = new { } })
        );
        var verify = await mark.SendProofAsync("{}");
        AnswerAssert.Refused(400, "invalid-request", verify);
        Assert.StartsWith(
            "This site doesn't accept passkeys",
            verify.Json.GetProperty("detail").GetString()
        );
    }
}
