using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>The sample site as it is, except for the clock and where its log goes.</summary>
internal sealed class SampleFactory : WebApplicationFactory<Program>
{
    private readonly TimeProvider _clock;
    private readonly ILoggerProvider _log;
    private readonly Action<IServiceCollection>? _services;
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;

    /// <param name="clock">The site's clock.</param>
    /// <param name="log">Where the site logs to.</param>
    /// <param name="database">A new database to copy. The sample makes its own otherwise, which costs more than a test's requests do.</param>
    /// <param name="services">What the test changes, after the sample's own services.</param>
    /// <param name="beside">Another node, whose database and keys it shares.</param>
    public SampleFactory(
        TimeProvider clock,
        ILoggerProvider log,
        byte[]? database = null,
        Action<IServiceCollection>? services = null,
        SampleFactory? beside = null
    )
    {
        (_clock, _log, _services) = (clock, log, services);
        _ownsFolder = beside is null;
        _folder = beside?._folder ?? Directory.CreateTempSubdirectory("heatmap-site-");
        if (database is not null)
        {
            File.WriteAllBytes(DatabaseFile, database);
        }
    }

    public string Address =>
        Services
            .GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First()
            .TrimEnd('/');

    private string Database => $"Data Source={DatabaseFile}";

    private string DatabaseFile => Path.Combine(_folder.FullName, "heatmap.db");

    /// <summary>What the sample has made at its start, as one file.</summary>
    public async Task<byte[]> CopyDatabaseAsync()
    {
        var copy = Path.Combine(_folder.FullName, "copy.db");
        await using (var source = new SqliteConnection(Database))
        await using (var target = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await source.OpenAsync();
            await target.OpenAsync();
            source.BackupDatabase(target);
        }

        return await File.ReadAllBytesAsync(copy);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        // Not by the factory's own parameter, which is set on a server that the program is starting at the same moment, and comes too late on
        // a busy machine.
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:Database", Database);
        builder.UseSetting("DataProtection:KeysPath", Path.Combine(_folder.FullName, "keys"));
        // What takes the engine more than its second here is a busy machine, and none of these tests is about deadlines.
        builder.UseSetting("ProfileTwoFactor:DependencyTimeout", "00:00:15");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_clock);
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton(_log);
            _services?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!_ownsFolder)
        {
            return;
        }

        using var connection = new SqliteConnection(Database);
        SqliteConnection.ClearPool(connection);
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
