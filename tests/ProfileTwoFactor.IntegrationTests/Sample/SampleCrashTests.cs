using System.Globalization;
using HeatmapSite.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The whole site is killed while it tells its members.</summary>
public sealed class SampleCrashTests : IDisposable
{
    /// <summary>Members of acme that the demo data have; the Owner is told as well, of having switched it on.</summary>
    private const int Seeded = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-crash-");

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "heatmap.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(200)]
    [LongInlineData(1000)]
    public async Task A_process_that_is_killed_in_the_middle_leaves_no_member_out_and_doubles_one_mail_at_most(
        int members
    )
    {
        await using var server = new LoopbackSmtpServer();
        server.Start();
        await using var first = await SampleProcess.StartAsync(Settings(server));
        await AddMembersAsync(members);
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Taken = count =>
        {
            if (count == members / 2)
            {
                // The worst moment: the mail is here, and its sender can no longer note that.
                first.Kill();
                died.SetResult();
            }
        };
        await (await first.SignedInAsync("olivia")).EnableAsync();
        await died.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(members / 2, server.Received.Count);

        await using var second = await SampleProcess.StartAsync(Settings(server));
        await Eventually.IsAsync(
            () => Distinct(server) == members + Seeded,
            "a mail to each member",
            TimeSpan.FromMinutes(3)
        );
        await QuietAsync();

        Assert.Equal(members + Seeded, Distinct(server));
        var twice = server
            .Received.GroupBy(mail => mail.Recipients[0])
            .Where(mails => mails.Count() > 1)
            .ToArray();
        Assert.InRange(server.Received.Count, members + Seeded, members + Seeded + 1);
        Assert.All(
            twice,
            mails => Assert.Single(mails.Select(mail => mail.Header("Message-ID")).Distinct())
        );
    }

    private static int Distinct(LoopbackSmtpServer server) =>
        server.Received.SelectMany(mail => mail.Recipients).Distinct().Count();

    private Dictionary<string, string> Settings(LoopbackSmtpServer server) =>
        new()
        {
            ["ConnectionStrings:Database"] = Database,
            ["DataProtection:KeysPath"] = Path.Combine(_folder.FullName, "keys"),
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Smtp:From"] = "heatmap@example.com",
        };

    private async Task AddMembersAsync(int members)
    {
        await using var database = new HeatmapDbContext(
            new DbContextOptionsBuilder<HeatmapDbContext>().UseSqlite(Database).Options
        );
        for (var number = 0; number < members; number++)
        {
            var email = $"member-{number}@example.com";
            var person = new Person { Id = $"person-{number}", Email = email };
            database.Add(person);
            database.Add(
                new Membership
                {
                    ProfileId = "acme",
                    Email = email,
                    PersonId = person.Id,
                    InvitedAt = DateTimeOffset.UnixEpoch,
                    ActivatedAt = DateTimeOffset.UnixEpoch,
                }
            );
        }

        await database.SaveChangesAsync();
    }

    /// <summary>Until nothing is left to be sent, so that a mail too many would be there.</summary>
    private async Task QuietAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<HeatmapDbContext>(options => options.UseSqlite(Database));
        services.AddProfileTwoFactor().AddEntityFrameworkStores<HeatmapDbContext>();
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<INotificationStore>();
        await Eventually.IsAsync(
            async () => (await store.PendingAsync(DateTimeOffset.UtcNow)).Count == 0,
            "an empty queue"
        );
    }
}
