using System.Text;
using System.Text.RegularExpressions;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Secrets;

/// <summary>People use all that has a secret, things break in between, and then everything that the site has written anywhere is searched.</summary>
[Collection(Cluster.Second)]
public sealed partial class CanaryTests : IAsyncLifetime
{
    private const string Origin = "https://heatmap.example";

    // The sample's own settings make the last two quieter than the default.
    private static readonly string[] TracedCategories =
    [
        "Default",
        "Microsoft.AspNetCore",
        "Microsoft.EntityFrameworkCore",
    ];

    private readonly List<Canary> _canaries = [];
    private readonly List<Canary> _mailed = [];
    private readonly LoopbackSmtpServer _mail = new();
    private Cluster? _cluster;

    public async Task InitializeAsync()
    {
        if (!Cluster.CanRun)
        {
            return;
        }

        _mail.Start();
        _cluster = await Cluster.StartAsync(
            nodes: 1,
            settings =>
            {
                foreach (var category in TracedCategories)
                {
                    settings[$"Logging:LogLevel:{category}"] = "Trace";
                }

                settings["Smtp:Host"] = "127.0.0.1";
                settings["Smtp:Port"] = $"{_mail.Port}";
                settings["Smtp:From"] = "heatmap@example.com";
                settings["Site:PublicOrigin"] = Origin;
            },
            breaksPostgres: true,
            // Redis keeps every command that wrote something.
            startRedis: () =>
                RedisServer.StartNewAsync("--appendonly", "yes", "--appendfsync", "always")
        );
    }

    public async Task DisposeAsync()
    {
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _mail.DisposeAsync();
    }

    [ServersFact]
    public async Task No_secret_of_a_person_is_in_dumps_of_servers_in_logs_or_in_mails()
    {
        var cluster = _cluster!;
        _canaries.Add(Canary.OfText("everyone's password", NodeBrowser.Password));
        using var olivia = await SecretPerson.SignInAsync("olivia", cluster, _canaries);
        await EnableAsync(olivia);
        await MembersBindAsync(olivia);
        await AccountAsync();
        await InviteAsync(olivia);
        await BreakAsync(olivia);

        // Before the end deletes rows. What is in the files of the servers stays there.
        var dump = await ReadBackupAsync();
        await olivia.PostAsync("disable");

        var search = new CanarySearch([.. _canaries, .. _mailed]);
        var places = new List<(string Place, string Known, string Content)>
        {
            ("the dump of PostgreSQL", "olivia@example.com", dump),
            ("the commands that Redis kept", "absexp", ReadFolder(cluster.Redis.Folder)),
            ("the log of the node", "/two-factor/api/profiles/acme/verify", cluster.Nodes[0].Log),
            ("the log of PostgreSQL", "database system is ready", cluster.Postgres.Process.Output),
            ("the log of Redis", "Ready to accept connections", cluster.Redis.Process.Output),
        };
        Assert.All(
            places,
            place =>
            {
                // Or this place would show nothing.
                Assert.Contains(place.Known, place.Content, StringComparison.Ordinal);
                AssertNone(place.Place, search.In(place.Content));
            }
        );
        var mails = _mail.Received;
        Assert.InRange(mails.Count, 5, int.MaxValue);
        var searchOfMails = new CanarySearch(_canaries);
        Assert.All(
            mails,
            mail => AssertNone("a mail", searchOfMails.In($"{mail.Message}\n{mail.Body}"))
        );
        // Six digits are in these by chance.
        var searchOfFiles = new CanarySearch(
            _canaries.Concat(_mailed).Where(canary => !canary.IsNumber)
        );
        await cluster.SqlAsync("CHECKPOINT");
        Assert.All(
            Directory.EnumerateFiles(cluster.Postgres.Data, "*", SearchOption.AllDirectories),
            file =>
                AssertNone(
                    $"the file {Path.GetFileName(file)} of PostgreSQL",
                    searchOfFiles.In(File.ReadAllBytes(file))
                )
        );
    }

    private static void AssertNone(string place, IReadOnlyList<string> found) =>
        Assert.True(found.Count == 0, $"In {place} is: {string.Join(", ", found)}");

    private static async Task EnableAsync(SecretPerson olivia)
    {
        await olivia.BindAsync("binding", "enable");
        var codes = olivia.BackupCodesOf(await olivia.PostAsync("backup-codes"));
        await olivia.PostAsync("verify", new { backupCode = codes[0] });
        await olivia.BindAsync("replace", "bind");
        olivia.BackupCodesOf(await olivia.PostAsync("backup-codes"));
        await olivia.PutAsync("policy", new { enrollmentProof = "required" });
    }

    /// <summary>One with a mailed code and one with a pass of the Owner; each mistypes, too.</summary>
    private async Task MembersBindAsync(SecretPerson olivia)
    {
        using var mark = await SecretPerson.SignInAsync("mark", _cluster!, _canaries);
        await mark.PostAsync("enrollment/email");
        var mailed = MailedCode().Match(await MailAsync(mail => MailedCode().IsMatch(mail))).Value;
        _mailed.Add(Canary.OfDigits("mark's mailed code", mailed));
        await mark.BindAsync("binding", "bind", mailed);

        var members = await olivia.GetAsync("members");
        var mei = members
            .EnumerateArray()
            .Single(member => member.GetProperty("accountName").GetString() == "mei@example.com")
            .GetProperty("memberId")
            .GetString();
        var pass = (await olivia.PostAsync($"members/{mei}/enrollment-pass"))
            .GetProperty("pass")
            .GetString()!;
        _canaries.Add(Canary.OfTyped("mei's pass", pass));
        using var meiHerself = await SecretPerson.SignInAsync("mei", _cluster!, _canaries);
        await meiHerself.BindAsync("binding", "bind", pass);
        await meiHerself.TryPostAsync("verify", new { code = meiHerself.App!.WrongCode() });
        var code = await meiHerself.CodeAsync();
        await meiHerself.TryPostAsync("verify", new { code = $"{code}7" });
        await meiHerself.TryPostAsync("verify", new { code, unknown = code });
        await meiHerself.PostAsync("verify", new { code = await meiHerself.CodeAsync() });
        await meiHerself.TryPostAsync("verify", new { code });
    }

    /// <summary>Two-factor authentication of an account, and a sign-in with it.</summary>
    private async Task AccountAsync()
    {
        using var oscar = await SecretPerson.SignInAsync("oscar", _cluster!, _canaries);
        var enabled = await oscar.BindAsync(
            "/two-factor/api/account/binding",
            "/two-factor/api/account/enable"
        );
        var codes = oscar.BackupCodesOf(enabled);
        await oscar.TryPostAsync(
            "/api/session",
            new { email = "oscar@example.com", password = NodeBrowser.Password }
        );
        oscar.RenewToken();
        await oscar.PostAsync(
            "/two-factor/api/account/verify",
            new { code = await oscar.CodeAsync() }
        );
        await oscar.TryPostAsync(
            "/api/session",
            new { email = "oscar@example.com", password = NodeBrowser.Password }
        );
        oscar.RenewToken();
        await oscar.PostAsync("/two-factor/api/account/verify", new { backupCode = codes[3] });
    }

    private async Task InviteAsync(SecretPerson olivia)
    {
        var invited = await olivia.PostAsync(
            "/api/p/acme/invitations",
            new { email = "new@example.com" }
        );
        _mailed.Add(
            Canary.OfText("the token of an invitation", invited.GetProperty("token").GetString()!)
        );
    }

    /// <summary>Codes that arrive while a server is gone, and bodies that can't be read: exceptions are logged with what they know.</summary>
    private async Task BreakAsync(SecretPerson olivia)
    {
        var cluster = _cluster!;
        cluster.Redis.Kill();
        await olivia.TryPostAsync("verify", new { code = await olivia.CodeAsync() });
        await cluster.Redis.StartAsync();
        await cluster.Postgres.StopAtOnceAsync();
        await olivia.TryPostAsync("verify", new { code = await olivia.CodeAsync() });
        await cluster.Postgres.StartAsync();
        await Eventually.TrueAsync(
            async () =>
                (
                    await olivia.TryPostAsync("verify", new { code = await olivia.CodeAsync() })
                ).Status == System.Net.HttpStatusCode.OK,
            "olivia verifies again"
        );
    }

    private async Task<string> MailAsync(Func<string, bool> isTheOne)
    {
        string? found = null;
        await Eventually.TrueAsync(
            () =>
            {
                found = _mail.Received.Select(mail => mail.Body).FirstOrDefault(isTheOne);
                return Task.FromResult(found is not null);
            },
            "the mail has come"
        );
        return found!;
    }

    private async Task<string> ReadBackupAsync()
    {
        var file = await _cluster!.Postgres.WriteAsTextAsync(
            _cluster.Settings["ConnectionStrings:Database"]
        );
        var text = await File.ReadAllTextAsync(file, Encoding.Latin1);
        File.Delete(file);
        return text;
    }

    private static string ReadFolder(string folder) =>
        string.Concat(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => File.ReadAllText(file, Encoding.Latin1))
        );

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex MailedCode();
}
