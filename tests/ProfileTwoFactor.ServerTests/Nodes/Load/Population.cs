using System.Net;
using HeatmapSite.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>Many people in many profiles, who have really signed in and bound; their sessions as files for wrk.</summary>
internal sealed class Population(Cluster cluster, int profiles, int membersEach)
{
    private static readonly string PasswordHash = new PasswordHasher<Person>(
        Microsoft.Extensions.Options.Options.Create(
            new PasswordHasherOptions { IterationCount = 1 }
        )
    ).HashPassword(new Person { Id = "", Email = "" }, NodeBrowser.Password);

    private readonly List<(string Profile, string Cookies)> _verified = [];
    private readonly List<(string Profile, string Cookies)> _signedIn = [];
    private readonly List<(string Profile, string Cookies)> _guessing = [];

    public int Members => profiles * membersEach;

    public async Task CreateAsync()
    {
        await SeedAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, profiles),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (profile, _) =>
            {
                for (var member = 0; member < membersEach; member++)
                {
                    await VerifyAsync(profile, member);
                }
            }
        );
    }

    /// <summary>Sessions past the gate, at the gated endpoint.</summary>
    public Task<string> VerifiedAsync() =>
        WriteAsync(_verified.Select(s => ($"/api/p/{s.Profile}/heatmaps", s.Cookies)));

    /// <summary>The same sessions at the endpoint's twin without the gate.</summary>
    public Task<string> UngatedAsync() =>
        WriteAsync(_verified.Select(s => ($"/ungated/p/{s.Profile}", s.Cookies)));

    /// <summary>Sessions that are signed in and have no window, at the gated endpoint.</summary>
    public Task<string> UnverifiedAsync() =>
        WriteAsync(_signedIn.Select(s => ($"/api/p/{s.Profile}/heatmaps", s.Cookies)));

    /// <summary>Sessions that try backup codes, one member in each profile.</summary>
    public Task<string> GuessingAsync() =>
        WriteAsync(
            _guessing.Select(s => ($"/two-factor/api/profiles/{s.Profile}/verify", s.Cookies))
        );

    private static string ProfileId(int profile) => $"load{profile}";

    private static string Name(int profile, int member) => $"person{profile}-{member}";

    private async Task SeedAsync()
    {
        var options = new DbContextOptionsBuilder<HeatmapDbContext>().UseNpgsql(
            cluster.Settings["ConnectionStrings:Database"]
        );
        await using var database = new HeatmapDbContext(options.Options);
        for (var profile = 0; profile < profiles; profile++)
        {
            var people = Enumerable
                .Range(0, membersEach)
                .Select(member => new Person
                {
                    Id = Guid.NewGuid().ToString("n"),
                    Email = Name(profile, member) + "@example.com",
                    PasswordHash = PasswordHash,
                })
                .ToList();
            database.AddRange(people);
            database.AddProfile(ProfileId(profile), people);
        }

        await database.SaveChangesAsync();
    }

    private async Task VerifyAsync(int profile, int member)
    {
        var node = cluster.Nodes[0];
        var browser = await TryAsync(() => NodeBrowser.SignedInAsync(node, Name(profile, member)));
        if (member == 1)
        {
            var other = await TryAsync(() =>
                NodeBrowser.SignedInAsync(node, Name(profile, member))
            );
            Add(_signedIn, profile, other.CookieHeader(node));
        }

        using var client = browser.At(node);
        await TryAsync(() =>
            member == 0
                ? client.EnableTwoFactorAsync(ProfileId(profile), cluster.Clock)
                : client.BindTwoFactorAsync(ProfileId(profile), cluster.Clock)
        );
        Add(_verified, profile, browser.CookieHeader(node));
        if (member == 2)
        {
            using var caller = await TryAsync(() => NodeCaller.AtAsync(browser, node));
            var (name, token) = caller.AntiforgeryHeader;
            const string wrong = """{"backupCode":"AAAA-BBBB-CCCC-DDDD"}""";
            Add(_guessing, profile, $"{browser.CookieHeader(node)}\t{name}\t{token}\t{wrong}");
        }
    }

    /// <summary>A busy machine answers 503 now and then; people would try again too.</summary>
    private static async Task<T> TryAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (HttpRequestException refused)
                when (attempt < 5 && refused.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    private static void Add(List<(string, string)> sessions, int profile, string cookies)
    {
        lock (sessions)
        {
            sessions.Add((ProfileId(profile), cookies));
        }
    }

    private async Task<string> WriteAsync(IEnumerable<(string Path, string Cookies)> sessions)
    {
        var file = Path.Combine(cluster.Folder, $"{Guid.NewGuid():N}.sessions");
        await File.WriteAllLinesAsync(
            file,
            sessions.Select(session => $"{session.Path}\t{session.Cookies}")
        );
        return file;
    }
}
