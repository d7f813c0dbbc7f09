using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>The sample of a checkout, of this release or an earlier one, as a process of its own on SQLite.</summary>
internal sealed class RatedSite : IDisposable
{
    private const int Binders = 4;

    private static readonly string[] People = ["olivia", "mark", "mei", "oscar", "zoe", "sam"];

    private readonly string _folder;
    private readonly ServerProcess _process;
    private readonly HttpClient _client;

    private RatedSite(string folder, ServerProcess process, Uri address)
    {
        _folder = folder;
        _process = process;
        // The cookies are the member's, and each request has another member.
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
        {
            BaseAddress = address,
            Timeout = NodeBrowser.Timeout,
        };
    }

    public static async Task<RatedSite> StartAsync(string checkout)
    {
        var folder = Directory.CreateTempSubdirectory("ptf-rate-").FullName;
        var settings = new Dictionary<string, string>
        {
            ["contentRoot"] = Path.Combine(checkout, "samples/HeatmapSite"),
            // Without a mail server no mails are sent.
            ["environment"] = "Production",
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Database"] = Database(folder),
            ["DataProtection:KeysPath"] = Path.Combine(folder, "keys"),
            ["Seed:Demo"] = "true",
            ["Session:SecureCookie"] = "SameAsRequest",
            ["RateLimits:TwoFactor"] = "0",
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        };
        var program = SampleNode.BuiltProgram("samples/HeatmapSite", "HeatmapSite");
        var process = await ServerProcess.StartAsync(
            folder,
            [
                SampleNode.Command[0],
                Path.Combine(checkout, Path.GetRelativePath(SampleNode.Checkout, program)),
                .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
            ]
        );
        var address = await SampleNode.ListeningAsync(process, () => process.Output);
        return new RatedSite(folder, process, address);
    }

    /// <summary>Makes profiles of the demo people, with two-factor authentication and everyone bound.</summary>
    public async Task<IReadOnlyList<RatedMember>> BindAsync(int profiles)
    {
        var ids = Enumerable.Range(0, profiles).Select(profile => $"rate{profile}").ToList();
        await SeedAsync(ids);
        var browsers = new List<(NodeBrowser Browser, (string, string) Antiforgery)>();
        foreach (var person in People)
        {
            var browser = await NodeBrowser.SignedInAsync(_client.BaseAddress!, person);
            using var caller = await NodeCaller.AtAsync(browser, _client.BaseAddress!);
            browsers.Add((browser, caller.AntiforgeryHeader));
        }

        var members = new ConcurrentBag<RatedMember>();
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Binders },
            async (id, _) =>
            {
                foreach (var (index, (signedIn, antiforgery)) in browsers.Index())
                {
                    // Cookies of all profiles would be more than a browser keeps for one site.
                    var browser = signedIn.Copy();
                    using var client = browser.At(_client.BaseAddress!);
                    var app = await (
                        index == 0
                            ? client.EnableTwoFactorAsync(id, TimeProvider.System)
                            : client.BindTwoFactorAsync(id, TimeProvider.System)
                    );
                    var cookies = browser.CookieHeader(_client.BaseAddress!);
                    members.Add(new RatedMember(id, app, cookies, antiforgery));
                }
            }
        );
        return [.. members];
    }

    /// <summary>Sends the codes as fast as they are answered.</summary>
    public async Task<RatedBlock> VerifyAsync(
        IReadOnlyCollection<(RatedMember Member, string Code)> codes,
        int connections
    )
    {
        var answers = new ConcurrentDictionary<string, int>();
        using var server = Process.GetProcessById(_process.Id);
        var before = server.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            codes,
            new ParallelOptions { MaxDegreeOfParallelism = connections },
            async (code, _) =>
                answers.AddOrUpdate(
                    await VerifyAsync(code.Member, code.Code),
                    1,
                    (_, count) => count + 1
                )
        );
        watch.Stop();
        server.Refresh();
        return new RatedBlock(answers, watch.Elapsed, server.TotalProcessorTime - before);
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Database(string folder) =>
        $"Data Source={Path.Combine(folder, "site.db")}";

    /// <summary>These tables are as they were in 0.1.0.</summary>
    private async Task SeedAsync(IEnumerable<string> profiles)
    {
        var options = new DbContextOptionsBuilder<HeatmapDbContext>().UseSqlite(Database(_folder));
        await using var database = new HeatmapDbContext(options.Options);
        var people = await database.People.ToDictionaryAsync(person => person.Email);
        foreach (var id in profiles)
        {
            database.AddProfile(id, People.Select(name => people[$"{name}@example.com"]));
        }

        await database.SaveChangesAsync();
    }

    private async Task<string> VerifyAsync(RatedMember member, string code)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/two-factor/api/profiles/{member.Profile}/verify"
        );
        request.Headers.Add("Cookie", member.Cookies);
        request.Headers.Add(member.Antiforgery.Name, member.Antiforgery.Value);
        request.Headers.Add("Accept", "application/json");
        request.Content = JsonContent.Create(new { code });
        using var response = await _client.SendAsync(request);
        var answer = await NodeAnswer.ReadAsync(response);
        return $"{(int)answer.Status} {answer.Code}".TrimEnd();
    }
}
