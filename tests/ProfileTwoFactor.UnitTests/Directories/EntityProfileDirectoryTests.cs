using System.Globalization;
using System.Security.Claims;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.EntityFrameworkCore;

namespace ProfileTwoFactor.UnitTests.Directories;

/// <summary>The directory that asks the app's own tables, on SQLite.</summary>
public sealed class EntityProfileDirectoryTests : IAsyncDisposable
{
    private readonly string _path = Path.Combine(
        Path.GetTempPath(),
        $"teams-{Guid.NewGuid():N}.db"
    );

    private readonly ServiceProvider _services;

    public EntityProfileDirectoryTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContextFactory<TeamDbContext>(options =>
            options.UseSqlite($"Data Source={_path}")
        );
        services
            .AddProfileTwoFactor(options => options.DependencyTimeout = TimeSpan.FromSeconds(30))
            .AddEntityFrameworkProfileDirectory<TeamDbContext>(
                (teams, profileId) =>
                    from team in teams.Teams
                    where team.Id == profileId
                    select new TwoFactorProfile
                    {
                        Id = team.Id,
                        Name = team.Id,
                        OwnerMemberId = team.Owner,
                        OwnerEmail = "owner@example.com",
                    },
                (teams, profileId) =>
                    from seat in teams.Seats
                    where seat.Team == profileId
                    select new ProfileMembership
                    {
                        UserId = seat.User,
                        MemberId = seat.Id,
                        AccountName = seat.User + "@example.com",
                        Stamp = seat.Stamp,
                    }
            );
        _services = services.BuildServiceProvider(validateScopes: true);
        using var context = NewContext();
        context.Database.EnsureCreated();
    }

    private IProfileDirectory Directory => _services.GetRequiredService<IProfileDirectory>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={_path}"))
        {
            SqliteConnection.ClearPool(connection);
        }

        File.Delete(_path);
    }

    [Fact]
    public async Task Profile_AndTheUsersMembership_AreFoundTogether()
    {
        await AddAsync(
            new Team(1, "acme", "m1"),
            new Seat(1, "m1", "acme", "olivia") { Stamp = "joined twice" },
            new Seat(2, "m2", "other", "mark")
        );

        var olivia = await FindAsync("acme", User("olivia"));
        var mark = await FindAsync("acme", User("mark"));

        Assert.Equal(("acme", "m1"), (olivia?.Profile.Id, olivia?.Profile.OwnerMemberId));
        Assert.Equal(
            new ProfileMember
            {
                MemberId = "m1",
                AccountName = "olivia@example.com",
                Stamp = "joined twice",
            },
            olivia?.Member
        );
        Assert.NotNull(mark);
        Assert.Null(mark.Value.Member);
        Assert.Null(await FindAsync("unknown", User("olivia")));
    }

    [Fact]
    public async Task Caller_WhoIsNotSignedIn_IsNoMember()
    {
        await AddAsync(
            new Team(1, "acme", "m1"),
            new Seat(1, "m1", "acme", "olivia"),
            new Seat(2, "m2", "acme", "")
        );
        ClaimsPrincipal[] strangers =
        [
            new(),
            new(new ClaimsIdentity()),
            // Claims that no handler has vouched for.
            new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "olivia")])),
            new(new ClaimsIdentity([new(ClaimTypes.Name, "olivia")], "test")),
            new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "")], "test")),
        ];

        foreach (var stranger in strangers)
        {
            Assert.Null((await FindAsync("acme", stranger))!.Value.Member);
        }
    }

    [Fact]
    public async Task UserId_IsReadFromTheSubClaimOfATokenToo()
    {
        await AddAsync(new Team(1, "acme", "m1"), new Seat(1, "m1", "acme", "olivia"));
        var token = new ClaimsPrincipal(new ClaimsIdentity([new("sub", "olivia")], "Bearer"));

        Assert.Equal("m1", (await FindAsync("acme", token))?.Member?.MemberId);
    }

    [Fact]
    public async Task Database_ThatIgnoresCase_MakesNoUserAnother()
    {
        await AddAsync(
            new Team(1, "acme", "m1"),
            new Seat(1, "m1", "acme", "olivia"),
            new Seat(2, "m2", "acme", "Mark"),
            new Seat(3, "m3", "acme", "mark")
        );

        Assert.Null((await FindAsync("acme", User("OLIVIA")))!.Value.Member);
        Assert.Equal("m2", (await FindAsync("acme", User("Mark")))!.Value.Member?.MemberId);
        Assert.Equal("m3", (await FindAsync("acme", User("mark")))!.Value.Member?.MemberId);
        Assert.Null(await Directory.FindMemberAsync("acme", "M1", CancellationToken.None));
        Assert.NotNull(await Directory.FindMemberAsync("acme", "m1", CancellationToken.None));
    }

    [Fact]
    public async Task Profile_ThatIsAskedForInAnotherForm_IsReturnedWithItsStoredId()
    {
        await AddAsync(new Team(1, "acme", "m1"), new Seat(1, "m1", "acme", "olivia"));

        var found = await FindAsync("ACME", User("olivia"));

        Assert.Equal(("acme", "m1"), (found?.Profile.Id, found?.Member?.MemberId));
    }

    [Fact]
    public async Task Rows_OfWhichOneIsMeant_AreRefusedWhenThereAreTwo()
    {
        await AddAsync(
            new Team(1, "acme", "m1"),
            new Team(2, "Acme", "m1"),
            new Seat(1, "m1", "acme", "olivia"),
            new Seat(2, "m2", "acme", "olivia"),
            new Seat(3, "m3", "acme", "mark"),
            new Seat(4, "m3", "acme", "mia")
        );

        await AmbiguousAsync(
            "'ACME' is the id of several profiles",
            FindAsync("ACME", User("mark"))
        );
        await AmbiguousAsync(
            "user 'olivia' is several members of profile 'acme'",
            FindAsync("acme", User("olivia"))
        );
        await AmbiguousAsync(
            "several members of profile 'acme' have the id 'm3'",
            Directory.FindMemberAsync("acme", "m3", CancellationToken.None).AsTask()
        );
        Assert.NotNull(await FindAsync("Acme", User("mark")));
    }

    [Fact]
    public async Task Member_WhomAQueryFilterHides_IsNone()
    {
        await AddAsync(
            new Team(1, "acme", "m1"),
            new Seat(1, "m1", "acme", "olivia") { Left = true }
        );

        Assert.Null((await FindAsync("acme", User("olivia")))!.Value.Member);
        Assert.Null(await Directory.FindMemberAsync("acme", "m1", CancellationToken.None));
        Assert.Empty(await MembersAsync("acme"));
    }

    [Fact]
    public async Task Member_WhoLeaves_IsNoneAtTheNextCall()
    {
        await AddAsync(new Team(1, "acme", "m1"), new Seat(1, "m1", "acme", "olivia"));
        Assert.NotNull((await FindAsync("acme", User("olivia")))!.Value.Member);

        using (var context = NewContext())
        {
            await context.Seats.ExecuteDeleteAsync();
        }

        Assert.Null((await FindAsync("acme", User("olivia")))!.Value.Member);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(1201)]
    public async Task Members_OfAProfileOfAnySize_AreListedOnceEach(int count)
    {
        var ids = Enumerable
            .Range(1, count)
            .Select(i => "m" + i.ToString(CultureInfo.InvariantCulture))
            .ToList();
        await AddAsync([
            new Seat(5000, "x", "other", "x"),
            .. ids.Select((id, i) => new Seat(i + 1, id, "acme", id)),
        ]);

        var listed = await MembersAsync("acme");

        Assert.Equal(
            ids.Order(StringComparer.Ordinal),
            listed.Select(member => member.MemberId).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Members_WhoseIdsDifferInCaseAlone_AreListedAtTheEndOfAPageToo()
    {
        var ids = Enumerable
            .Range(1000, 499)
            .Select(i => "m" + i.ToString(CultureInfo.InvariantCulture))
            .Concat(["MZ", "mZ", "Mz", "mz", "n"])
            .ToList();
        await AddAsync([.. ids.Select((id, i) => new Seat(i + 1, id, "acme", id))]);

        var listed = await MembersAsync("acme");

        Assert.Equal(
            ids.Order(StringComparer.Ordinal),
            listed.Select(member => member.MemberId).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Call_ThatIsGivenUp_StopsItsQuery()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Directory.FindAsync("acme", User("olivia"), given.Token)
        );
    }

    [Fact]
    public async Task Directory_OfTheAppsOwn_StaysWhenItIsRegisteredFirst()
    {
        var services = new ServiceCollection();
        services
            .AddProfileTwoFactor()
            .AddProfileDirectory<EmptyDirectory>()
            .AddEntityFrameworkProfileDirectory<TeamDbContext>(
                (_, _) => Array.Empty<TwoFactorProfile>().AsQueryable(),
                (_, _) => Array.Empty<ProfileMembership>().AsQueryable()
            );
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();

        Assert.IsType<EmptyDirectory>(
            scope.ServiceProvider.GetRequiredService<IProfileDirectory>()
        );
    }

    private static async Task AmbiguousAsync<T>(string what, Task<T> call)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
        Assert.Contains("implement IProfileDirectory", exception.Message, StringComparison.Ordinal);
    }

    private Task<ProfileAccess?> FindAsync(string profileId, ClaimsPrincipal user) =>
        Directory.FindAsync(profileId, user, CancellationToken.None).AsTask();

    private async Task<List<ProfileMember>> MembersAsync(string profileId)
    {
        var members = new List<ProfileMember>();
        await foreach (var member in Directory.ListMembersAsync(profileId, CancellationToken.None))
        {
            members.Add(member);
        }

        return members;
    }

    private TeamDbContext NewContext() =>
        _services.GetRequiredService<IDbContextFactory<TeamDbContext>>().CreateDbContext();

    private async Task AddAsync(params IReadOnlyList<object> rows)
    {
        using var context = NewContext();
        context.AddRange(rows);
        await context.SaveChangesAsync();
    }

    private static ClaimsPrincipal User(string id) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id)], "test"));

    private sealed class EmptyDirectory : IProfileDirectory
    {
        public ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            ClaimsPrincipal user,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult<ProfileAccess?>(null);

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult<ProfileMember?>(null);

        public IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            CancellationToken cancellationToken
        ) => AsyncEnumerable.Empty<ProfileMember>();
    }
}
