using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class VerifyPageTests
{
    [Fact]
    public async Task Verify_BoundMember_ShowsFieldBackupFormAndContact()
    {
        await using var host = await BoundAsync();

        var page = await host.GetAsync(PagesHost.Verify);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Has("input#code[autocomplete=one-time-code]"));
        Assert.True(page.Has("details:not([open]) input#backupCode"));
        Assert.True(page.Has("a[href='mailto:olivia@example.com']"));
    }

    /// <summary>Where passkeys alone are accepted, a backup code only lets a new one be bound, and that can be forbidden.</summary>
    [Theory]
    [InlineData("totp", false, true)]
    [InlineData("passkey", true, true)]
    [InlineData("passkey", false, false)]
    public async Task Verify_BackupCodes_AreOfferedWhereTheyAreAccepted(
        string kind,
        bool recovers,
        bool offered
    )
    {
        await using var host = await PagesHost.StartAsync(
            services =>
                services.Configure<ProfileTwoFactorOptions>(options =>
                    options.AllowBackupCodeRecovery = recovers
                ),
            passkeys: true
        );
        host.Manager.IsBound = true;
        host.Manager.Rules = host.Manager.Rules with { AllowedAuthenticators = [kind] };

        var page = await host.GetAsync(PagesHost.Verify + "?method=backup");
        var dialog = await host.GetAsync("/two-factor/assets/dialog.json");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(offered, page.Has("details[open] input#backupCode"));
        Assert.Contains(
            $"\"recovers\":{(recovers ? "true" : "false")}",
            dialog.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Verify_MethodBackup_OpensThatForm()
    {
        await using var host = await BoundAsync();

        var page = await host.GetAsync(PagesHost.Verify + "?method=backup");

        Assert.True(page.Has("details[open] input#backupCode"));
    }

    [Fact]
    public async Task Verify_RightCode_GoesWhereThePersonWasGoing()
    {
        await using var host = await BoundAsync();

        var answer = await host.PostAsync(
            PagesHost.Verify + "?returnUrl=%2Fp%2Facme",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal("/p/acme", answer.Location);
    }

    [Fact]
    public async Task Verify_WrongCode_Answers400WithTheProblemAtTheField()
    {
        await using var host = await BoundAsync();

        var page = await host.PostAsync(PagesHost.Verify, ("code", "<script>"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.True(page.Has("[role=alert]#ptf-problem"));
        Assert.True(page.Has("input#code[aria-invalid=true]"));
        Assert.DoesNotContain("<script>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_BackupCode_TellsHowManyAreLeftAndLeadsOn()
    {
        await using var host = await BoundAsync();
        host.Manager.BackupCodesLeft = 10;

        var answer = await host.PostAsync(
            PagesHost.Verify + "?handler=backup&returnUrl=%2Fp",
            ("backupCode", FakeManager.RightBackupCode)
        );
        var page = await host.GetAsync(answer.Location!);

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Contains("left: 9", page.Text, StringComparison.Ordinal);
        Assert.True(page.Has("a.ptf-button[href='/p']"));
    }

    [Fact]
    public async Task Verify_WrongBackupCode_KeepsThatFormOpen()
    {
        await using var host = await BoundAsync();

        var page = await host.PostAsync(PagesHost.Verify + "?handler=backup", ("backupCode", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.True(page.Has("details[open] input#backupCode[aria-invalid=true]"));
        Assert.False(page.Has("input#code[aria-invalid=true]"));
    }

    [Fact]
    public async Task Verify_Blocked_Answers423WithoutFields()
    {
        await using var host = await BoundAsync();
        host.Manager.Refusals["verify"] = FakeManager.Error(
            TwoFactorErrorCodes.BindingDisabled,
            423
        );

        var page = await host.PostAsync(PagesHost.Verify, ("code", "000000"));

        Assert.Equal(HttpStatusCode.Locked, page.Status);
        Assert.False(page.Has("input#code"));
        Assert.True(page.Has("details[open] a[href='mailto:olivia@example.com']"));
    }

    [Theory]
    [InlineData(
        "en",
        TwoFactorError.AfterChange,
        "no code is accepted yet. Try again in 2 min",
        "wrong"
    )]
    [InlineData("ja", TwoFactorError.AfterChange, "まだコードを受け付けていません。2 分後", "誤り")]
    [InlineData("en", TwoFactorError.WrongCodes, "Too many wrong codes. Try again in 2 min", "yet")]
    [InlineData("ja", TwoFactorError.WrongCodes, "コードの誤りが多すぎます。2 分後", "まだ")]
    [InlineData("en", null, "No code is accepted at the moment", "Too many")]
    [InlineData("ja", null, "現在コードを受け付けていません", "多すぎ")]
    public async Task Verify_WhileNoCodeIsTaken_SaysWhy(
        string language,
        string? reason,
        string says,
        string not
    )
    {
        await using var host = await BoundAsync();
        host.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        host.Manager.Refusals["verify"] = FakeManager.Error(TwoFactorErrorCodes.LockedOut, 429) with
        {
            RetryAfter = TimeSpan.FromSeconds(100),
            Reason = reason,
        };

        var page = await host.PostAsync(PagesHost.Verify, ("code", "000000"));

        var problem = page.Document.QuerySelector("#ptf-problem")!.TextContent;
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(not, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_NotBound_LeadsToBind()
    {
        await using var host = await PagesHost.StartAsync();

        var answer = await host.GetAsync(PagesHost.Verify + "?returnUrl=%2Fp");

        Assert.Equal(PagesHost.Bind + "?returnUrl=%2Fp", answer.Location);
    }

    [Fact]
    public async Task Verify_NotEnabled_LeadsOn()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Enabled = false;

        var get = await host.GetAsync(PagesHost.Verify + "?returnUrl=%2Fp");
        var post = await host.PostAsync(PagesHost.Verify + "?returnUrl=%2Fp", ("code", "1"));

        Assert.Equal("/p", get.Location);
        Assert.Equal("/p", post.Location);
        Assert.DoesNotContain("verify", host.Manager.Calls);
    }

    [Fact]
    public async Task Verify_AlreadyVerified_LeadsOnUnlessAFreshCodeIsWanted()
    {
        await using var host = await BoundAsync();
        host.Manager.Verified = true;

        var plain = await host.GetAsync(PagesHost.Verify + "?returnUrl=%2Fp");
        var fresh = await host.GetAsync(PagesHost.Verify + "?fresh=1&returnUrl=%2Fp");

        Assert.Equal("/p", plain.Location);
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
        Assert.True(fresh.Has("input#code"));
    }

    [Fact]
    public async Task Verify_WithoutReturnAddress_GoesHome()
    {
        await using var host = await BoundAsync();

        var answer = await host.PostAsync(PagesHost.Verify, ("code", FakeManager.RightCode));

        Assert.Equal("/", answer.Location);
    }

    private static async Task<PagesHost> BoundAsync()
    {
        var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;
        return host;
    }
}
