using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class BindPageTests
{
    [Fact]
    public async Task Bind_UnboundMember_ShowsQrKeyContactAndField()
    {
        await using var host = await PagesHost.StartAsync();

        var page = await host.GetAsync(PagesHost.Bind);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Bind your authenticator", page.Heading);
        Assert.True(page.Has("svg[role=img] title"));
        Assert.Contains("JBSWY3DPEHPK3PXP", page.Text, StringComparison.Ordinal);
        Assert.True(page.Has("a[href^='otpauth://totp/']"));
        Assert.True(page.Has("a[href='mailto:olivia@example.com']"));
        Assert.True(
            page.Has(
                "input#code[inputmode=numeric][autocomplete=one-time-code][autofocus][aria-describedby]"
            )
        );
        Assert.True(page.Has("label[for=code]"));
        Assert.Equal("Bind", page.Document.QuerySelector("button[type=submit]")!.TextContent);
    }

    [Fact]
    public async Task Bind_OpenedAgain_ShowsAnotherSecret_AndSaysThatOnlyTheNewestCounts()
    {
        await using var host = await PagesHost.StartAsync();

        var first = await host.GetAsync(PagesHost.Bind);
        var second = await host.GetAsync(PagesHost.Bind);
        var refused = await host.PostAsync(PagesHost.Bind, ("code", "654321"));

        Assert.NotEqual(
            first.Document.QuerySelector(".ptf-key")!.TextContent,
            second.Document.QuerySelector(".ptf-key")!.TextContent
        );
        Assert.Contains("you get a new QR code", first.Text, StringComparison.Ordinal);
        Assert.Contains("Only the newest QR code counts", refused.Text, StringComparison.Ordinal);
        Assert.True(refused.Has("a[href*='/bind']"));
    }

    [Fact]
    public async Task Bind_RightCodeWithSpace_GoesWhereThePersonWasGoing()
    {
        await using var host = await PagesHost.StartAsync();

        var answer = await host.PostAsync(
            PagesHost.Bind + "?returnUrl=%2Fp%2Facme%3Fa%3D1",
            ("code", "123 456")
        );

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal("/p/acme?a=1", answer.Location);
    }

    [Fact]
    public async Task Bind_FormOfThePage_KeepsTheReturnAddress()
    {
        await using var host = await PagesHost.StartAsync();

        var page = await host.GetAsync(PagesHost.Bind + "?returnUrl=%2Fp%2Facme%3Fa%3D1%26b%3D2");

        Assert.Equal(
            PagesHost.Bind + "?returnUrl=%2Fp%2Facme%3Fa%3D1%26b%3D2",
            page.Document.QuerySelector("form")!.GetAttribute("action")
        );
    }

    [Fact]
    public async Task Bind_OwnerBeforeEnabling_EnablesAndLeadsToManage()
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (false, true);

        var page = await host.GetAsync(PagesHost.Bind);
        var answer = await host.PostAsync(PagesHost.Bind, ("code", FakeManager.RightCode));

        Assert.Equal("Enable", page.Document.QuerySelector("button[type=submit]")!.TextContent);
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(PagesHost.Manage + "?done=enabled", answer.Location);
        Assert.Contains("enable", host.Manager.Calls);
        Assert.DoesNotContain("bind", host.Manager.Calls);
    }

    [Fact]
    public async Task Enable_FromAPageOfTheHost_ReturnsThereAndWaitsForItsButton()
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (false, true);

        var page = await host.GetAsync(PagesHost.Bind + "?returnUrl=%2Fmembers%3Fa%3D1");
        var answer = await host.PostAsync(
            page.Document.QuerySelector("main form")!.GetAttribute("action")!,
            ("code", FakeManager.RightCode)
        );

        Assert.True(page.Has("#code[data-ptf-code='']"));
        Assert.True(page.Has("a[href='/members?a=1']"));
        Assert.Equal("/members?a=1&ptf-done=enabled", answer.Location);
    }

    [Fact]
    public async Task Enable_ByAFormThatIsSentTwiceOrOfASecondTab_SaysThatItIsOn()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsOwner = host.Manager.IsBound = host.Manager.Verified = true;

        var answer = await host.PostAsync(
            PagesHost.Bind + "?returnUrl=%2Fmembers",
            ("action", "enable"),
            ("code", FakeManager.RightCode)
        );

        Assert.Equal("/members?ptf-done=enabled", answer.Location);
        Assert.DoesNotContain("bind", host.Manager.Calls);
    }

    [Fact]
    public async Task Bind_WrongCode_SaysWhatToDoAndShowsNoSecret()
    {
        await using var host = await PagesHost.StartAsync();
        await host.GetAsync(PagesHost.Bind);

        var page = await host.PostAsync(PagesHost.Bind, ("code", "000000"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(
            "Wait for the next code",
            page.Document.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.True(page.Has("input#code[aria-invalid=true][aria-describedby~=ptf-problem]"));
        Assert.True(page.Has($"a[href='{PagesHost.Bind}']"));
        Assert.DoesNotContain("JBSW", page.Body, StringComparison.Ordinal);
        Assert.False(page.Has("svg[role=img]"));
        Assert.Single(host.Manager.Calls, "begin");
    }

    [Fact]
    public async Task Bind_LockedOut_Answers429WithTheTime()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Refusals["bind"] = FakeManager.Error(
            TwoFactorErrorCodes.LockedOut,
            429,
            TimeSpan.FromSeconds(119.5)
        );

        var page = await host.PostAsync(PagesHost.Bind, ("code", "000000"));

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Equal("120", page.Header("Retry-After"));
        Assert.Contains("in 2 min (at 12:02:00 UTC)", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bind_Blocked_Answers423AndNamesTheOwner()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Refusals["bind"] = FakeManager.Error(TwoFactorErrorCodes.BindingDisabled, 423);

        var page = await host.PostAsync(PagesHost.Bind, ("code", "000000"));

        Assert.Equal(HttpStatusCode.Locked, page.Status);
        Assert.True(page.Has("a[href='mailto:olivia@example.com']"));
        Assert.False(page.Has("input#code"));
    }

    [Fact]
    public async Task Bind_NothingPending_OffersToBeginAgain()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Refusals["bind"] = FakeManager.Error(
            TwoFactorErrorCodes.NoPendingBinding,
            409
        );

        var page = await host.PostAsync(
            PagesHost.Bind + "?returnUrl=%2Fp",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.False(page.Has("input#code"));
        Assert.True(page.Has($"a[href='{PagesHost.Bind}?returnUrl=%2Fp']"));
    }

    [Fact]
    public async Task Bind_AlreadyBound_LeadsToVerifyWithTheReturnAddress()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;

        var answer = await host.GetAsync(PagesHost.Bind + "?returnUrl=%2Fp");

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Equal(PagesHost.Verify + "?returnUrl=%2Fp", answer.Location);
        Assert.DoesNotContain("begin", host.Manager.Calls);
    }

    [Fact]
    public async Task Bind_MemberOfAnUnprotectedProfile_SaysSo()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Enabled = false;

        var get = await host.GetAsync(PagesHost.Bind);
        var post = await host.PostAsync(PagesHost.Bind, ("code", FakeManager.RightCode));

        Assert.Equal(HttpStatusCode.Conflict, get.Status);
        Assert.Equal(HttpStatusCode.Conflict, post.Status);
        Assert.Equal("Two-factor authentication is off", get.Heading);
        Assert.DoesNotContain("begin", host.Manager.Calls);
        Assert.DoesNotContain("enable", host.Manager.Calls);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("X-Sec-Purpose", "prefetch")]
    [InlineData("HX-Preloaded", "true")]
    [InlineData("Purpose", "prefetch")]
    [InlineData("X-Moz", "prefetch")]
    public async Task Bind_Prefetch_BeginsNothing(string header, string value)
    {
        await using var host = await PagesHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, PagesHost.Bind);
        request.Headers.Add(header, value);

        var answer = await host.SendAsync(request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Empty(host.Manager.Calls);
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task Bind_ByAMember_SaysThatThereAreBackupCodes(
        bool enabling,
        bool replacing,
        bool says
    )
    {
        await using var host = await PagesHost.StartAsync();
        (host.Manager.Enabled, host.Manager.IsOwner) = (!enabling, enabling);
        host.Manager.IsBound = host.Manager.Verified = replacing;

        var page = replacing
            ? await host.PostAsync(PagesHost.Bind + "?handler=replace")
            : await host.GetAsync(PagesHost.Bind);

        Assert.Equal(
            says,
            page.Text.Contains("you can create backup codes", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Bind_Head_BeginsNothing()
    {
        await using var host = await PagesHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, PagesHost.Bind);

        var answer = await host.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("begin", host.Manager.Calls);
    }

    [Fact]
    public async Task Replace_BoundAndFresh_ShowsTheNewQrAndBindsBackToManage()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = host.Manager.Verified = true;

        var page = await host.PostAsync(PagesHost.Bind + "?handler=replace");
        var answer = await host.PostAsync(PagesHost.Bind, ("code", FakeManager.RightCode));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Replace your authenticator", page.Heading);
        Assert.True(page.Has("svg[role=img]"));
        Assert.Equal(PagesHost.Manage + "?done=replaced", answer.Location);
    }
}
