using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The sample site as it is, with a database and keys of its own.</summary>
public sealed class SampleSite : WebApplicationFactory<Program>
{
    public const string Password = "Heatmap!2026";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-");

    public ManualClock Clock { get; } = new();

    public Dictionary<string, string> Settings { get; } = [];

    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Services that take the place of the site's.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

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
            $"Data Source={Path.Combine(_folder.FullName, "heatmap.db")};Pooling=False"
        );
        builder.UseSetting("DataProtection:KeysPath", Path.Combine(_folder.FullName, "keys"));
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            Replace?.Invoke(services);
        });
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
