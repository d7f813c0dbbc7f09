using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Databases of the sample with its demo people. A node makes the first; the others on that server are copies of it.</summary>
internal static class SiteDatabase
{
    private const string Template = "site";

    private static readonly Lazy<Task> SharedTemplate = new(async () =>
        await CreateTemplateAsync(await PostgresServer.Shared)
    );

    public static async Task<string> CreateAsync(PostgresServer server)
    {
        if (server != await PostgresServer.Shared)
        {
            await CreateTemplateAsync(server);
        }
        else
        {
            await SharedTemplate.Value;
        }

        return await server.CreateDatabaseAsync(Template);
    }

    private static async Task CreateTemplateAsync(PostgresServer server)
    {
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        var settings = new Dictionary<string, string>
        {
            ["Database:Provider"] = "Postgres",
            ["ConnectionStrings:Database"] = server.ConnectionString(Template) + ";Pooling=false",
            ["Seed:Demo"] = "true",
        };
        using (var processes = NodeProcesses.Rent())
        {
            await using var _ = await SampleNode.StartAsync(settings, await processes.ForAsync(0));
        }

        // Hashing is slow on purpose, and what is tested comes after the sign-in. The key ring of that node is not the one of the nodes to come.
        var hash = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { IterationCount = 1 })
        ).HashPassword(new object(), NodeBrowser.Password);
        await server.ExecuteAsync(
            Template,
            $"""UPDATE "People" SET "PasswordHash" = '{hash}'; DELETE FROM "DataProtectionKeys"; TRUNCATE "TwoFactorBindings" """
        );
        await server.CloseForCopiesAsync(Template);
    }
}
