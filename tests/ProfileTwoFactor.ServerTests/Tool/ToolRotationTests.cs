using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>A rotation of keys that is killed loses no secret, and the next one finishes it.</summary>
public sealed class ToolRotationTests
{
    private const int MoreMembers = 40;

    [PostgresFact]
    public async Task A_rotation_that_is_killed_in_the_middle_is_finished_by_the_next_one()
    {
        await using var site = await ToolSite.CopyAsync("Postgres");
        await AddMembersAsync(site);
        var fresh = ToolKeyTests.NewKey(site.Keys);
        // A node that knows the new key, as after a restart of all nodes.
        await site.ServeAsync();
        var browser = await NodeBrowser.SignedInAsync(site.Node, "mark");
        using var caller = await NodeCaller.AtAsync(browser, site.Node);
        await VerifyAsync(site, caller);
        var before = await SecretsAsync(site, site.Keys);
        Assert.Equal(0, before.Count(secret => secret.KeyId == fresh));
        string[] rotate = ["rotate-keys", .. site.KeyOptions, "--nodes-know-key"];

        // Of the added members, so that Mark's code isn't held as well.
        var row = await site.SqlAsync(
            """
            SELECT "Key" FROM "TwoFactorBindings"
            WHERE "MemberId" LIKE 'more-%'
            AND "Key" > (SELECT MIN("Key") FROM "TwoFactorBindings")
            AND "Key" < (SELECT MAX("Key") FROM "TwoFactorBindings")
            ORDER BY random() LIMIT 1
            """
        );
        var held = await RowLock.TakeAsync(
            site.Connection,
            "TwoFactorBindings",
            $""" "Key" = '{row}'"""
        );
        using (var tool = ToolProcess.Start(site.Connection, rotate))
        {
            await held.HoldsAsync();
            Assert.False(tool.HasEnded);
            await tool.KillAsync();
        }

        // Those before the row are done, and all can be read.
        var middle = await SecretsAsync(site, site.Keys);
        Assert.Equal(before.Select(Plain), middle.Select(Plain));
        Assert.All(
            middle,
            secret =>
                Assert.Equal(string.CompareOrdinal(secret.Row, row) < 0, secret.KeyId == fresh)
        );
        await VerifyAsync(site, caller);
        // The server still has the write of the killed process, and does it before that of the next one.
        var rotating = site.ToolAsync(0, rotate);
        await held.HoldsAsync(sessions: 2);
        await held.DisposeAsync();
        var done = await rotating;

        Assert.Equal(0, done.GetProperty("busy").GetInt32());
        Assert.Equal(
            before.Count,
            done.GetProperty("rotated").GetInt32() + done.GetProperty("current").GetInt32()
        );
        // The new key alone reads every secret, and each is the same as before.
        var alone = Directory.CreateDirectory(Path.Combine(site.Folder, "alone")).FullName;
        File.Copy(
            Path.Combine(site.Keys, $"key-{fresh}.xml"),
            Path.Combine(alone, $"key-{fresh}.xml")
        );
        var after = await SecretsAsync(site, alone);
        Assert.Equal(before.Select(Plain), after.Select(Plain));
        Assert.All(after, secret => Assert.Equal(fresh, secret.KeyId));
        await VerifyAsync(site, caller);
    }

    private static async Task VerifyAsync(ToolSite site, NodeCaller caller)
    {
        await site.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(site.Mark.Code())).Status);
    }

    private static (string, string) Plain((string Row, Guid? KeyId, string Plain) secret) =>
        (secret.Row, secret.Plain);

    private static async Task AddMembersAsync(ToolSite site)
    {
        await using var database = Open(site, site.Keys);
        var policies = new List<PolicyRecord>();
        await foreach (var row in new RowPages(database).PoliciesAsync(default))
        {
            policies.Add(Records.Policy(row));
        }

        var policy = policies.Single(one => one.Enabled);
        var protector = database.Services.GetRequiredService<ISecretProtector>();
        var secrets = database.Services.GetRequiredService<ISecretStore>();
        for (var i = 0; i < MoreMembers; i++)
        {
            var key = new BindingKey(policy.Scope, policy.Epoch, $"more-{i}", "");
            await secrets.WriteAsync(
                new BindingRecord
                {
                    Key = key,
                    Active = new ActiveBinding
                    {
                        Authenticators = [Authenticator("first"), Authenticator("second")],
                    },
                    Enrollment = protector.Protect(
                        EnrollmentSeal.KeyOf(key),
                        RandomNumberGenerator.GetBytes(20)
                    ),
                },
                default
            );

            BoundAuthenticator Authenticator(string id) =>
                new()
                {
                    Id = id,
                    Kind = AuthenticatorKind.Totp,
                    BoundAt = DateTimeOffset.UnixEpoch,
                    ProtectedSecret = protector.Protect(key, RandomNumberGenerator.GetBytes(20)),
                };
        }
    }

    /// <summary>Every secret, in the order of its row, with the key that it is encrypted with.</summary>
    private static async Task<List<(string Row, Guid? KeyId, string Plain)>> SecretsAsync(
        ToolSite site,
        string keys
    )
    {
        await using var database = Open(site, keys);
        var protector = database.Services.GetRequiredService<ISecretProtector>();
        var secrets = new List<(string, Guid?, string)>();
        await foreach (var row in new RowPages(database).BindingsAsync(default))
        {
            foreach (var (key, secret) in SecretsOf.Record(Records.Binding(row)))
            {
                secrets.Add(
                    (
                        row.Key,
                        KeyRing.KeyIdOf(secret),
                        Convert.ToHexString(protector.Unprotect(key, secret))
                    )
                );
            }
        }

        return secrets;
    }

    private static ToolDatabase Open(ToolSite site, string keys) =>
        ToolDatabase.Unchecked(
            new DatabaseSettings
            {
                Provider = DatabaseProvider.Postgres,
                ConnectionString = site.Connection,
                Tables = new TableNames(),
                Timeout = TimeSpan.FromSeconds(10),
            },
            new KeySettings { Folder = keys, Application = "HeatmapSite" }
        );
}
