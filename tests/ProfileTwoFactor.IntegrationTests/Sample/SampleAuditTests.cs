using System.Net;
using HeatmapSite.Audit;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Sample.Support;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleAuditTests : IDisposable
{
    private const string Trail = "/p/acme/settings/security-events";
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_Owner_reads_what_happened_in_the_profile_the_newest_first()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        var app = await mark.BindAsync();
        await mark.VerifyAsync(app.WrongCode());
        var ids = await olivia.MemberIdsAsync();
        await olivia.ProfilePostAsync("acme", $"members/{ids["mark@example.com"]}/reset");

        var page = await olivia.NavigateAsync(Trail);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        string[] inOrder =
        [
            "The authenticator was reset by the Owner",
            "A wrong code was entered (1 in a row)",
            "An authenticator was bound",
            "Profile 2FA was enabled",
        ];
        var places = inOrder
            .Select(text => page.Body.IndexOf(text, StringComparison.Ordinal))
            .ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("mark@example.com", page.Body);
    }

    [Fact]
    public async Task The_trail_of_a_profile_is_the_Owners_alone_and_behind_the_code()
    {
        var olivia = await _site.SignedInAsync("olivia");
        var app = await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        await mark.BindAsync();
        _site.Clock.NextStep();
        var elsewhere = await _site.SignedInAsync("olivia");

        Assert.Equal(HttpStatusCode.Forbidden, (await mark.NavigateAsync(Trail)).Status);
        Assert.Contains("/verify", (await elsewhere.NavigateAsync(Trail)).Location);
        var oscar = await _site.SignedInAsync("oscar");
        Assert.NotEqual(HttpStatusCode.OK, (await oscar.NavigateAsync(Trail)).Status);
        await elsewhere.VerifyAsync(app.CurrentCode());
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.NavigateAsync(Trail)).Status);
        var links = (await olivia.NavigateAsync("/p/acme/settings/members")).Body;
        Assert.Contains($"href=\"{Trail}\"", links);
    }

    [Fact]
    public async Task People_read_only_their_own_account_events()
    {
        var (mark, app, _) = await _site.EnableAccountAsync("mark");
        var thief = await _site.PartialSignInAsync("mark");
        await thief.AccountVerifyAsync(app.WrongCode());
        var mei = await _site.SignedInAsync("mei");

        var marks = (await mark.NavigateAsync("/account/security")).Body;
        var meis = (await mei.NavigateAsync("/account/security")).Body;

        Assert.Contains("Account 2FA was enabled", marks);
        Assert.Contains("A wrong code was entered (1 in a row)", marks);
        Assert.Contains("href=\"/two-factor/account?returnUrl=%2Faccount%2Fsecurity\"", marks);
        Assert.Contains("No events yet.", meis);
        Assert.DoesNotContain("was enabled", meis);
    }

    [Fact]
    public async Task Few_backup_codes_are_pointed_out()
    {
        var (mark, _, codes) = await _site.EnableAccountAsync("mark");
        foreach (var code in codes.Take(7))
        {
            Assert.Equal("204", (await mark.AccountBackupCodeAsync(code)).Outcome());
        }

        var page = (await mark.NavigateAsync("/account/security")).Body;

        Assert.Contains("Unused backup codes left: 3", page);
        Assert.Contains("ptf-alert-problem", page);
        Assert.Contains("A backup code was used. Codes left: 3", page);
    }

    [Theory]
    [InlineData("/account/security", "アカウントの二要素認証が有効になりました")]
    [InlineData("/account/password", "パスワードの変更")]
    public async Task The_pages_speak_Japanese(string path, string text)
    {
        var (mark, _, _) = await _site.EnableAccountAsync("mark");
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", "ja");

        Assert.Contains(text, (await mark.SendAsync(request)).Body);
    }

    [Fact]
    public async Task A_long_trail_is_shown_page_by_page()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<HeatmapDbContext>();
            var profile = await database.Profiles.SingleAsync(p => p.Id == "acme");
            database.AddRange(Enumerable.Range(1, 70).Select(n => Row(profile.Stamp, n)));
            database.Add(Row("an earlier profile of that name", 99));
            await database.SaveChangesAsync();
        }

        var newest = (await olivia.NavigateAsync(Trail)).Body;
        var older = newest.Split($"{Trail}?before=")[1].Split('"')[0];
        var oldest = (await olivia.NavigateAsync($"{Trail}?before={older}")).Body;

        Assert.Equal(50, newest.Split("in a row)").Length - 1);
        Assert.Contains("(70 in a row)", newest);
        Assert.DoesNotContain("(99 in a row)", newest);
        Assert.Equal(20, oldest.Split("in a row)").Length - 1);
        Assert.DoesNotContain($"href=\"{Trail}?before=", oldest);
    }

    [Fact]
    public async Task The_trail_holds_no_secret_no_code_and_no_token()
    {
        var (mark, app, codes) = await _site.EnableAccountAsync("mark");
        await mark.AccountVerifyAsync(app.WrongCode());
        await mark.AccountBackupCodeAsync(codes[0]);
        var used = app.CurrentCode();
        await mark.AccountVerifyAsync(used);
        await mark.AccountPostAsync("disable");

        await using var scope = _site.Services.CreateAsyncScope();
        var rows = await scope
            .ServiceProvider.GetRequiredService<HeatmapDbContext>()
            .SecurityEvents.ToListAsync();
        var everything = System.Text.Json.JsonSerializer.Serialize(rows);

        Assert.True(rows.Count >= 5, everything);
        foreach (var secret in (string[])[app.Secret, $"\"{used}\"", .. codes])
        {
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static SecurityEvent Row(string stamp, int failures) =>
        new()
        {
            Ticks = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc).Ticks,
            Kind = nameof(CodeRefused),
            IsAccount = false,
            ScopeId = "acme",
            ScopeStamp = stamp,
            MemberId = "m",
            AccountName = "mark@example.com",
            ActorId = "m",
            ActorName = "mark@example.com",
            Count = failures,
        };
}
