using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The sample site as it is, with a database and keys of its own.</summary>
public sealed class SampleSite : WebApplicationFactory<Program>
{
    public const string Password = "Heatmap!2026";

    // Made by the first site. Making the tables and the demo data again for each test would take most of its time.
    private static readonly Lazy<byte[]> FilledDatabase = new(FillDatabase);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-");

    public FakeTimeProvider Clock { get; init; } = TestClock.AtNoon();

    public Dictionary<string, string> Settings { get; } = [];

    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Services that take the place of the site's.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>The site finds no database and makes its own.</summary>
    public bool StartsEmpty { get; init; }

    private string DatabasePath => Path.Combine(_folder.FullName, "heatmap.db");

    public Browser NewBrowser() => new(Server, Clock);

    public async Task<Browser> SignedInAsync(string name)
    {
        var browser = NewBrowser();
        var answer = await SignInAsync(browser, $"{name}@example.com", Password);
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        return browser;
    }

    public static Task<Answer> SignInAsync(Browser browser, string email, string password) =>
        browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/session")
            {
                Content = JsonContent.Create(new { email, password }),
            }
        );

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting(
            "ConnectionStrings:Database",
            $"Data Source={DatabasePath};Pooling=False"
        );
        if (!StartsEmpty)
        {
            File.WriteAllBytes(DatabasePath, FilledDatabase.Value);
        }

        builder.UseSetting("DataProtection:KeysPath", Path.Combine(_folder.FullName, "keys"));
        // No deadline decides about a test on a busy machine.
        builder.UseSetting("ProfileTwoFactor:DependencyTimeout", "00:00:30");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(new SampleErrorLog()));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // Slow on purpose, which is no part of what is tested here.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
            Replace?.Invoke(services);
        });
    }

    private static byte[] FillDatabase()
    {
        using var site = new SampleSite { StartsEmpty = true };
        site.StartServer();
        var copy = site.DatabasePath + ".copy";
        using (
            var connection = new SqliteConnection($"Data Source={site.DatabasePath};Pooling=False")
        )
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Takes in what is still in the write-ahead log.
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", copy);
            command.ExecuteNonQuery();
        }

        return File.ReadAllBytes(copy);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
