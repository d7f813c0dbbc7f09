using System.Net;
using Microsoft.Data.Sqlite;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The sample in a process without culture data, as in images without ICU.</summary>
public sealed class SampleInvariantTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-invariant-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pages_and_mails_are_in_English_without_culture_data_and_the_log_says_so()
    {
        await using var site = await SampleProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
                ["ConnectionStrings:Database"] =
                    $"Data Source={Path.Combine(_folder.FullName, "heatmap.db")}",
            }
        );
        var olivia = await site.SignedInAsync("olivia");

        await IsShownAsync(
            olivia,
            "/two-factor/profiles/acme/bind",
            "Enable two-factor authentication"
        );
        await olivia.EnableAsync();

        var mark = await site.SignedInAsync("mark");
        await IsShownAsync(mark, "/two-factor/profiles/acme/bind", "Bind your authenticator");
        await IsShownAsync(olivia, "/two-factor/profiles/acme/verify?fresh=1", "Enter your code");
        await IsShownAsync(olivia, "/two-factor/profiles/acme/manage", "Two-factor authentication");
        await IsShownAsync(olivia, "/two-factor/account", "Two-factor authentication");
        await IsShownAsync(olivia, "/two-factor/account/setup", "Set up two-factor authentication");
        await IsShownAsync(olivia, "/p/acme/settings/members", "Profile 2FA");
        await IsShownAsync(olivia, "/two-factor/assets/dialog.json?ui=ja", "\"language\":\"en\"");
        await Eventually.IsAsync(
            async () => (await mark.MailsToAsync("mark@example.com")).Count > 0,
            "a mail to mark"
        );
        var mail = (await mark.MailsToAsync("mark@example.com"))[0];
        Assert.Contains("UTC", mail.GetProperty("text").GetString());
        Assert.Contains("now requires", mail.GetProperty("subject").GetString());
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", site.Output);
        Assert.Contains("[1550]", site.Output);
        Assert.Contains("[1717]", site.Output);
    }

    private static async Task IsShownAsync(Browser browser, string path, string text)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("Accept-Language", "ja-JP,ja;q=0.9");
        var answer = await browser.SendAsync(request);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Body}");
        Assert.Contains(text, answer.Body);
        Assert.DoesNotContain("lang=\"iv\"", answer.Body);
    }
}
