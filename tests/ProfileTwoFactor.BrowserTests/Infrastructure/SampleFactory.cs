using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>The sample site as it is, except for the clock and where its log goes.</summary>
internal sealed class SampleFactory(TimeProvider clock, ILoggerProvider log)
    : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-site-");

    public string Address =>
        Services
            .GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First()
            .TrimEnd('/');

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "heatmap.db")}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Database", Database);
        builder.UseSetting("DataProtection:KeysPath", Path.Combine(_folder.FullName, "keys"));
        // What takes the engine more than its second here is a busy machine, and none of these tests is about deadlines.
        builder.UseSetting("ProfileTwoFactor:DependencyTimeout", "00:00:15");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(clock);
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton(log);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        using var connection = new SqliteConnection(Database);
        SqliteConnection.ClearPool(connection);
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
