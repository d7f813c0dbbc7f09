using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class SuccessAnswerTests
{
    private const string StatusJson =
        """{"profileId":"acme","profileName":"Acme Store","enabled":true,"enabledAt":"2026-11-22T04:00:00Z","enforcement":"enforced","enforcedFrom":"2026-11-22T04:00:00Z","ownerEmail":"olivia@example.com","policy":{"window":86400,"absoluteLifetime":2592000,"sensitiveActionMaxAge":600,"message":null,"enrollmentProof":"none","allowedAuthenticators":["totp"],"setByOwner":[],"limits":{"window":{"minimum":60,"maximum":86400},"absoluteLifetime":{"minimum":60,"maximum":2592000},"sensitiveActionMaxAge":{"minimum":60,"maximum":600},"messageLength":500,"enrollmentProof":["none","required"],"allowedAuthenticators":["totp"]},"version":"version-1"},"you":{"role":"owner","state":"verified","verifiedAt":"2026-11-22T04:00:00Z","validUntil":"2026-11-23T04:00:00Z","backupCodesLeft":10}}""";

    private const string SetupJson =
        """{"secret":"JBSWY3DPEHPK3PXP","otpauthUri":"otpauth://totp/x?secret=JBSWY3DPEHPK3PXP","qrCodeSvg":"\u003Csvg role=\u0022img\u0022\u003E\u003C/svg\u003E","expiresAt":"2026-11-22T04:10:00Z"}""";

    private const string MembersJson =
        """[{"memberId":"m1","accountName":"olivia@example.com","state":"bound","boundAt":"2026-11-22T04:00:00Z"},{"memberId":"m2","accountName":"mark@example.com","state":"not-bound","boundAt":null},{"memberId":"m3","accountName":"mei@example.com","state":"locked","boundAt":"2026-11-22T04:00:00Z"},{"memberId":"m4","accountName":"oscar@example.com","state":"disabled","boundAt":"2026-11-22T04:00:00Z"}]""";

    [Theory]
    [InlineData("GET", "", null, "status acme", StatusJson)]
    [InlineData("GET", "/members", null, "members acme", MembersJson)]
    [InlineData("POST", "/binding", null, "binding acme", SetupJson)]
    [InlineData("POST", "/replace", null, "replace acme", SetupJson)]
    [InlineData("POST", "/enable", """{"code":"012345"}""", "enable acme 012345", StatusJson)]
    [InlineData(
        "POST",
        "/enable",
        """{"code":"012345","enforceFrom":"2026-12-01T09:00:00+09:00"}""",
        "enable acme 012345 from 2026-12-01T00:00:00Z",
        StatusJson
    )]
    [InlineData(
        "POST",
        "/enable",
        """{"code":"012345","enforceFrom":null}""",
        "enable acme 012345",
        StatusJson
    )]
    [InlineData(
        "PUT",
        "/enforcement",
        """{"enforceFrom":"2026-12-01T00:00Z"}""",
        "enforcement acme from 2026-12-01T00:00:00Z",
        StatusJson
    )]
    [InlineData("PUT", "/enforcement", """{"enforceFrom":null}""", "enforcement acme", StatusJson)]
    [InlineData(
        "GET",
        "/preview",
        null,
        "preview acme",
        """{"members":4,"bound":3,"notBound":1,"wouldBeRefused":[{"memberId":"m2","accountName":"mark@example.com"}],"recent":{"since":"2026-11-22T04:00:00Z","requests":7,"members":2}}"""
    )]
    [InlineData("POST", "/bind", """{"code":"012345"}""", "bind acme 012345", StatusJson)]
    [InlineData("POST", "/verify", """{"code":"012345"}""", "verify acme 012345", StatusJson)]
    [InlineData("POST", "/disable", null, "disable acme", StatusJson)]
    [InlineData(
        "POST",
        "/backup-codes",
        null,
        "backup-codes acme",
        """{"backupCodes":["aaaa-bbbb","cccc-dddd"]}"""
    )]
    public async Task Call_Succeeds_AnswersAsTheContractSays(
        string method,
        string path,
        string? body,
        string call,
        string expected
    )
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer =
            method == "GET"
                ? await client.GetAsync(EndpointClient.Profile + path)
                : await client.SendJsonAsync(method, EndpointClient.Profile + path, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            "application/json; charset=utf-8",
            answer.Content.Headers.ContentType?.ToString()
        );
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(call, Assert.Single(host.Manager.Calls));
        ProblemAssert.IsNotStored(answer);
    }

    [Fact]
    public async Task Verify_WithABackupCode_AlsoSaysHowManyAreLeft()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync(
            $"{EndpointClient.Profile}/verify",
            """{"backupCode":"AAAA-bbbb"}"""
        );

        Assert.Equal(
            StatusJson[..^1] + ""","backupCodesLeft":9}""",
            await answer.Content.ReadAsStringAsync()
        );
        Assert.Equal("backup acme AAAA-bbbb", Assert.Single(host.Manager.Calls));
    }

    [Fact]
    public async Task Remind_Succeeds_AnswersThatItGoesOn()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync($"{EndpointClient.Profile}/remind");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"queued":3}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("remind acme", Assert.Single(host.Manager.Calls));
        ProblemAssert.IsNotStored(answer);
    }

    [Fact]
    public async Task Reset_Succeeds_AnswersWithoutABody()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync($"{EndpointClient.Profile}/members/m%202/reset");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("reset acme m 2", Assert.Single(host.Manager.Calls));
        ProblemAssert.IsNotStored(answer);
    }

    [Theory]
    [InlineData(MemberTwoFactorState.NotRequired, "not-required")]
    [InlineData(MemberTwoFactorState.BindingRequired, "binding-required")]
    [InlineData(MemberTwoFactorState.VerificationRequired, "verification-required")]
    [InlineData(MemberTwoFactorState.Verified, "verified")]
    [InlineData(MemberTwoFactorState.BindingAdvised, "binding-advised")]
    public async Task Status_OfAMember_NamesTheState(MemberTwoFactorState state, string expected)
    {
        await using var host = await EndpointHost.StartAsync();
        host.Manager.Status = host.Manager.Status with
        {
            You = host.Manager.Status.You with { IsOwner = false, State = state },
        };
        var client = await host.SignedInAsync("mark");

        using var body = await EndpointClient.ReadAsync(
            await client.GetAsync(EndpointClient.Profile)
        );

        var you = body.RootElement.GetProperty("you");
        Assert.Equal("member", you.GetProperty("role").GetString());
        Assert.Equal(expected, you.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Status_WhenOff_HasNullTimes()
    {
        await using var host = await EndpointHost.StartAsync();
        host.Manager.Status = host.Manager.Status with
        {
            Enabled = false,
            You = host.Manager.Status.You with { VerifiedAt = null, ValidUntil = null },
        };
        var client = await host.SignedInAsync();

        using var answer = await client.GetAsync(EndpointClient.Profile);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"enabled\":false,\"enabledAt\":null", text, StringComparison.Ordinal);
        Assert.Contains("\"verifiedAt\":null,\"validUntil\":null", text, StringComparison.Ordinal);
    }
}
