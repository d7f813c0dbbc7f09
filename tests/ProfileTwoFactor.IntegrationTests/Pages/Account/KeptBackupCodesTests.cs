using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

/// <summary>Codes of a set-up that is left after the code and before <i>Finish</i>.</summary>
public sealed class KeptBackupCodesTests
{
    private const string Again = AccountPagesHost.Codes + "?handler=again";

    [Fact]
    public async Task Codes_that_were_not_finished_are_shown_once_more_and_then_never_again()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, codes) = await host.EnableAsync("mei");

        var status = await mei.OpenAsync(AccountPagesHost.Status);
        var shown = await mei.SubmitAsync(status, AccountBackupCodesModel.AgainHandler);
        var after = await mei.OpenAsync(AccountPagesHost.Status);
        var repeated = await mei.PostAsync(Again);

        Assert.Contains("this browser can show them once more", status.Text);
        Assert.DoesNotContain(codes[0], status.Body);
        Assert.Equal(codes, Person.CodesOf(shown));
        Assert.DoesNotContain("once more", after.Text);
        Assert.Equal(AccountPagesHost.Status + "?ptf-done=already", repeated.Location);
    }

    [Fact]
    public async Task Codes_shown_once_more_end_with_what_was_done_when_they_were_issued()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        await mei.PostAsync(AccountPagesHost.Codes);

        var shown = await mei.PostAsync(Again);
        var finished = await mei.SubmitAsync(shown, "finish");

        Assert.Equal(AccountPagesHost.Status + "?ptf-done=new-codes", finished.Location);
    }

    [Theory]
    [InlineData(CookieSecurePolicy.Always, true)]
    [InlineData(CookieSecurePolicy.SameAsRequest, false)]
    public async Task Cookie_of_a_request_without_https_is_as_secure_as_the_windows(
        CookieSecurePolicy policy,
        bool expected
    )
    {
        var options = new ProfileTwoFactorOptions();
        options.WindowCookie.SecurePolicy = policy;
        var kept = new KeptBackupCodes(
            new EphemeralDataProtectionProvider(),
            Options.Create(options),
            TimeProvider.System,
            new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))
        );
        var context = new DefaultHttpContext();
        var status = new AccountTwoFactorStatus
        {
            AccountName = "mei@example.com",
            Enabled = true,
            BackupCodesLeft = 1,
            BackupCodeSetId = "set",
        };

        await kept.KeepAsync(context, status, ["A"]);

        Assert.Equal(
            expected,
            context
                .Response.Headers.SetCookie.ToString()
                .Contains("; secure", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("again")]
    [InlineData("finish")]
    public async Task A_copy_of_the_cookie_shows_nothing_once_the_person_has_the_codes(string end)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, codes) = await host.EnableAsync("mei");
        var copy = CookieOf(mei);
        await mei.PostAsync($"{AccountPagesHost.Codes}?handler={end}");

        mei.Browser.Cookies.Add(copy);
        var status = await mei.OpenAsync(AccountPagesHost.Status);
        var again = await mei.PostAsync(Again);

        Assert.DoesNotContain("once more", status.Text);
        Assert.Empty(Person.CodesOf(again));
        Assert.DoesNotContain(codes[0], again.Body);
    }

    [Fact]
    public async Task Codes_fetched_by_several_at_the_same_time_are_shown_to_one()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var copy = CookieOf(mei);
        var token = await mei.Browser.GetAsync("/two-factor/api/antiforgery");
        var field = ("__RequestVerificationToken", token.Json.GetProperty("token").GetString()!);
        mei.Browser.Cookies.Add(copy);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => mei.SendAsync(Again, field))
        );

        Assert.Single(answers, answer => Person.CodesOf(answer).Length == 10);
    }

    [Fact]
    public async Task A_cache_that_fails_keeps_no_codes_and_shows_none_again()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, codes) = await host.EnableAsync("mei");
        var options = Options.Create(new ProfileTwoFactorOptions());
        var keys = new EphemeralDataProtectionProvider();
        var broken = new KeptBackupCodes(keys, options, host.Clock, new BrokenCache());
        var context = new DefaultHttpContext();
        var status = new AccountTwoFactorStatus
        {
            AccountName = "mei@example.com",
            Enabled = true,
            BackupCodesLeft = codes.Length,
            BackupCodeSetId = "set",
            VerifiedAt = host.Clock.GetUtcNow(),
        };

        await broken.KeepAsync(context, status, codes);
        Assert.Equal(0, context.Response.Headers.SetCookie.Count);

        var working = new KeptBackupCodes(
            keys,
            options,
            host.Clock,
            new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))
        );
        await working.KeepAsync(context, status, codes);
        var cookie = context.Response.Headers.SetCookie.ToString().Split(';')[0];
        context.Request.Headers.Cookie = cookie;
        Assert.True(await working.HasAsync(context, status));
        Assert.False(await broken.HasAsync(context, status));
        Assert.Null(await broken.TakeAsync(context, status));
        Assert.Equal(codes, (await working.TakeAsync(context, status))!.Codes);
    }

    [Fact]
    public async Task Finish_ends_the_keeping()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");

        await mei.PostAsync(AccountPagesHost.Codes + "?handler=finish");

        Assert.DoesNotContain("once more", (await mei.OpenAsync(AccountPagesHost.Status)).Text);
        Assert.Equal(HttpStatusCode.SeeOther, (await mei.PostAsync(Again)).Status);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("a new verification")]
    [InlineData("a code used")]
    [InlineData("a new set elsewhere")]
    [InlineData("a cookie of another person")]
    [InlineData("tampering")]
    public async Task Kept_codes_are_shown_no_more_after(string change)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, app, codes) = await host.EnableAsync("mei");
        var (other, _, _) = await host.EnableAsync("mark");
        var elsewhere = await host.PasswordAsync("mei");
        await elsewhere.PostAsync(AccountPagesHost.Verify, ("code", app.CurrentCode()));
        switch (change)
        {
            case "time":
                host.Clock.Advance(KeptBackupCodes.Lifetime);
                break;
            case "a new verification":
                host.Clock.NextStep();
                await mei.PostAsync(AccountPagesHost.Verify, ("code", app.CurrentCode()));
                break;
            case "a code used":
                var third = await host.PasswordAsync("mei");
                await third.PostAsync(
                    AccountPagesHost.Verify + "?handler=backup",
                    ("backupCode", codes[0])
                );
                break;
            case "a new set elsewhere":
                await elsewhere.PostAsync(AccountPagesHost.Codes);
                break;
            case "a cookie of another person":
                CookieOf(mei).Value = CookieOf(other).Value;
                break;
            default:
                CookieOf(mei).Value = "A" + CookieOf(mei).Value[1..];
                break;
        }

        var page = await mei.OpenAsync(AccountPagesHost.Status);
        var again = await mei.PostAsync(Again);

        Assert.DoesNotContain("once more", page.Text);
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Empty(Person.CodesOf(again));
    }

    [Fact]
    public async Task Another_browser_of_the_same_person_has_no_codes_to_show()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var elsewhere = await host.PasswordAsync("mei");
        await elsewhere.PostAsync(AccountPagesHost.Verify, ("code", app.CurrentCode()));

        Assert.Equal("mei", await elsewhere.WhoAsync());
        Assert.DoesNotContain(
            "once more",
            (await elsewhere.OpenAsync(AccountPagesHost.Status)).Text
        );
        Assert.Empty(Person.CodesOf(await elsewhere.PostAsync(Again)));
    }

    [Fact]
    public async Task Codes_of_the_dialog_are_kept_for_scripts_and_pages_alike()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, codes) = await host.EnableAsync("mei");
        await mei.PostAsync(AccountPagesHost.Codes + "?handler=finish");

        var kept = await SendAsync(mei, "keep", new { codes });
        var first = await SendAsync(mei, "again", new { });
        var second = await SendAsync(mei, "again", new { });

        Assert.Equal(HttpStatusCode.NoContent, kept.Status);
        Assert.Equal(
            codes,
            first.Json.GetProperty("backupCodes").EnumerateArray().Select(it => it.GetString())
        );
        Assert.Equal(HttpStatusCode.Gone, second.Status);
    }

    [Fact]
    public async Task Dialog_that_is_signed_out_or_sends_something_else_keeps_nothing()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        await mei.PostAsync(AccountPagesHost.Codes + "?handler=finish");
        var nobody = await host.AnonymousAsync();

        var signedOut = await SendAsync(nobody, "again", new { });
        object[] bodies =
        [
            new { },
            new { codes = "A" },
            new { codes = Array.Empty<string>() },
            new { codes = new[] { new string('A', 65) } },
            new { codes = Enumerable.Repeat(new string('A', 60), 100) },
        ];
        foreach (var body in bodies)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(mei, "keep", body)).Status);
        }

        // Not as many as there are codes: no set of this account.
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await SendAsync(mei, "keep", new { codes = new[] { "A" } })).Status
        );
        Assert.Equal(HttpStatusCode.Unauthorized, signedOut.Status);
        Assert.Equal("sign-in-required", signedOut.Json.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await SendAsync(mei, "again", new { })).Status);
    }

    private static Task<Infrastructure.Answer> SendAsync(
        Person person,
        string handler,
        object body
    ) => person.Browser.PostAsync($"{AccountPagesHost.Codes}?handler={handler}", body);

    private static Cookie CookieOf(Person person) =>
        person
            .Browser.Cookies.GetAllCookies()
            .Single(cookie => cookie.Name == KeptBackupCodes.CookieName);

    private sealed class BrokenCache : IDistributedCache
    {
        public byte[]? Get(string key) => throw new IOException("down");

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            throw new IOException("down");

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new IOException("down");

        public Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        ) => throw new IOException("down");

        public void Refresh(string key) => throw new IOException("down");

        public Task RefreshAsync(string key, CancellationToken token = default) =>
            throw new IOException("down");

        public void Remove(string key) => throw new IOException("down");

        public Task RemoveAsync(string key, CancellationToken token = default) =>
            throw new IOException("down");
    }
}
