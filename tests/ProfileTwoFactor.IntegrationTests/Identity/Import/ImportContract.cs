using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>What an import of Identity's second factors promises, on every database.</summary>
public abstract class ImportContract
{
    private const string Off = "Identity: False, key False, 0 codes; package: True";
    private const string Untouched = "Identity: True, key True, 2 codes; package: False";

    [ImportFact]
    public async Task Import_OfOneUser_KeepsKeyAndCodes_AndLeavesNothingAtIdentity()
    {
        await using var site = await StartAsync();
        var (key, codes) = await site.AddUserAsync("mei");
        var stamp = await StampAsync(site, "mei");

        var result = await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        Assert.Equal(
            new TwoFactorImportResult("mei", TwoFactorImportStatus.Imported) { RecoveryCodes = 2 },
            result
        );
        Assert.Equal(Off, await site.StateAsync("mei"));
        // A new one would end all of the user's sessions.
        Assert.Equal(stamp, await StampAsync(site, "mei"));
        var record = (await site.BindingAsync("mei"))!;
        var secret = site
            .App.Services.GetRequiredService<ISecretProtector>()
            .Unprotect(record.Key, record.Active!.Authenticators[0].ProtectedSecret!);
        Assert.Equal(OtpNet.Base32Encoding.ToBytes(key), secret);
        Assert.True(record.Active.BackupCodes!.Imported);
        Assert.True(record.OnlyListedWindows);
        Assert.Equal(2, record.Active.BackupCodes.Hashes.Count);
        Assert.Equal(2, codes.Length);
    }

    [ImportFact]
    public async Task Import_UsesUpEveryStepThatIdentityCanHaveAccepted()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        var latest = (site.Clock.GetUtcNow().ToUnixTimeSeconds() / 30) + 2;

        await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        var record = (await site.BindingAsync("mei"))!;
        var last = record.Active!.Authenticators[0].LastAcceptedStep;
        Assert.InRange(last, latest + 1, latest + 3);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds((last + 1) * 30), record.LockedUntil);
    }

    [ImportFact]
    public async Task Import_Twice_ChangesNothing()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        await site.Import.ImportAccountAsync("mei", ImportSite.Request);
        var (policy, binding) = (await site.PolicyAsync("mei"), await site.BindingAsync("mei"));

        var again = await site.Import.ImportAccountAsync("mei", ImportSite.Request);
        var all = await site.ImportAllAsync();

        Assert.Equal(TwoFactorImportStatus.AlreadyEnabled, again.Status);
        Assert.Empty(all);
        var policyAfter = await site.PolicyAsync("mei");
        // Its version grows when the package has deleted what the epoch before left.
        Assert.Equal(
            (policy!.Epoch, policy.ChangedAt),
            (policyAfter!.Epoch, policyAfter.ChangedAt)
        );
        Assert.Equal(binding!.Version, (await site.BindingAsync("mei"))!.Version);
        Assert.Single(site.Events);
    }

    [ImportFact]
    public async Task Import_OfAllUsers_SkipsWhatCannotBeTakenOver_AndSaysWhy()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("a-good");
        await site.AddUserAsync("b-no-key", key: "", codes: 0);
        await site.AddUserAsync("c-garbage", key: "not base32 !");
        await site.AddUserAsync("d-short", key: "GEZDGNBVGY3TQOJQ");
        await site.AddUserAsync("e-off", enabled: false);
        await site.AddUserAsync(
            "f-locked",
            change: user => user.LockoutEnd = DateTimeOffset.MaxValue
        );
        await site.AddUserAsync("g-stampless");
        await site.SqlAsync(
            "UPDATE \"AspNetUsers\" SET \"SecurityStamp\" = NULL WHERE \"Id\" = 'g-stampless'"
        );
        await site.AddUserAsync("h-padded", key: "gezdgnbvgy3tqojqgezdgnbvgy3tqojq ====");

        var results = await site.ImportAllAsync();

        Assert.Equal(
            new Dictionary<string, TwoFactorImportStatus>
            {
                ["a-good"] = TwoFactorImportStatus.Imported,
                ["b-no-key"] = TwoFactorImportStatus.NoKey,
                ["c-garbage"] = TwoFactorImportStatus.KeyInvalid,
                ["d-short"] = TwoFactorImportStatus.KeyTooShort,
                ["f-locked"] = TwoFactorImportStatus.LockedOut,
                ["g-stampless"] = TwoFactorImportStatus.AccountUnreadable,
                ["h-padded"] = TwoFactorImportStatus.Imported,
            },
            results
        );
        Assert.All(
            new[] { "c-garbage", "d-short", "f-locked", "g-stampless" },
            id => Assert.Equal(Untouched, site.StateAsync(id).GetAwaiter().GetResult())
        );
        Assert.Equal(
            (TwoFactorImportStatus.NotEnabled, TwoFactorImportStatus.UserNotFound),
            (
                (await site.Import.ImportAccountAsync("e-off", ImportSite.Request)).Status,
                (await site.Import.ImportAccountAsync("unknown", ImportSite.Request)).Status
            )
        );
    }

    [ImportFact]
    public async Task Import_ThatIsStopped_GoesOnAfterTheLastResult()
    {
        await using var site = await StartAsync();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await site.AddUserAsync(id, codes: 0);
        }

        await foreach (var first in site.Import.ImportAccountsAsync(ImportSite.Request))
        {
            Assert.Equal("a", first.UserId);
            break;
        }

        var rest = await site.ImportAllAsync(ImportSite.Request with { After = "b" });
        var again = await site.ImportAllAsync();

        Assert.Equal("c", Assert.Single(rest).Key);
        Assert.Equal("b", Assert.Single(again).Key);
    }

    [ImportFact]
    public async Task Import_ThatOnlyTries_ChangesNothing()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");

        var result = await site.Import.ImportAccountAsync(
            "mei",
            ImportSite.Request with
            {
                DryRun = true,
            }
        );

        Assert.Equal(
            (TwoFactorImportStatus.WouldBeImported, 2),
            (result.Status, result.RecoveryCodes)
        );
        Assert.Equal(Untouched, await site.StateAsync("mei"));
        Assert.Empty(site.Events);
    }

    [ImportFact]
    public async Task Import_ThatFailsBetweenTwoWrites_LeavesTheAccountAsItWas()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        foreach (var table in new[] { "TwoFactorBindings", "TwoFactorPolicies" })
        {
            await FailAtAsync(site, table);
        }

        Assert.Empty(site.Events);
        Assert.Equal(
            TwoFactorImportStatus.Imported,
            (await site.Import.ImportAccountAsync("mei", ImportSite.Request)).Status
        );
    }

    [ImportFact]
    public async Task Import_ThatIsCanceledInTheMiddle_LeavesTheAccountAsItWas()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        using var canceled = new CancellationTokenSource();
        site.Faults.BeforeCommand = sql =>
        {
            if (sql.Contains("TwoFactorBindings", StringComparison.Ordinal))
            {
                canceled.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            site.Import.ImportAccountAsync("mei", ImportSite.Request, canceled.Token)
        );

        Assert.Equal(Untouched, await site.StateAsync("mei"));
    }

    [ImportFact]
    public async Task RecoveryCode_ThatIsUsedAtIdentityDuringTheImport_IsNotTakenOver()
    {
        await using var site = await StartAsync();
        var (_, codes) = await site.AddUserAsync("mei");
        site.Faults.BeforeTransaction = () =>
            site.WithAsync(async users =>
            {
                var user = (await users.FindByIdAsync("mei"))!;
                var redeemed = await users.RedeemTwoFactorRecoveryCodeAsync(user, codes[0]);
                Assert.True(redeemed.Succeeded);
            });

        var result = await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        Assert.Equal((TwoFactorImportStatus.Imported, 1), (result.Status, result.RecoveryCodes));
        Assert.Single((await site.BindingAsync("mei"))!.Active!.BackupCodes!.Hashes);
    }

    [ImportFact]
    public async Task Import_IsAnEventWithItsReason_AndNoKeyOrCodeIsLogged()
    {
        await using var site = await StartAsync();
        var (key, codes) = await site.AddUserAsync("mei");

        var result = await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        var happened = Assert.IsType<AccountTwoFactorEnabled>(Assert.Single(site.Events));
        Assert.Equal(
            ("Moving from Identity", true, "sam", "mei"),
            (
                happened.ImportReason,
                happened.WithoutMail,
                happened.Context.ActorMemberId,
                happened.Context.MemberId
            )
        );
        Assert.All(
            [key, .. codes],
            secret =>
                Assert.DoesNotContain(
                    secret,
                    $"{site.Log} {result} {happened}",
                    StringComparison.OrdinalIgnoreCase
                )
        );
    }

    [ImportFact]
    public async Task Import_FromADatabaseWithoutIdentitysTokens_SaysSo_AndChangesNothing()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        await site.SqlAsync("ALTER TABLE \"AspNetUserTokens\" RENAME TO \"Lost\"");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            site.ImportAllAsync()
        );

        Assert.Contains(
            "The import stopped at user 'mei'",
            failure.Message,
            StringComparison.Ordinal
        );
        await site.SqlAsync("ALTER TABLE \"Lost\" RENAME TO \"AspNetUserTokens\"");
        Assert.Equal(Untouched, await site.StateAsync("mei"));
    }

    [ImportFact]
    public async Task Import_IntoAnotherUnitOfWork_IsRefused_AndChangesNothing()
    {
        await using var site = await StartAsync(services =>
            services.AddSingleton(
                Microsoft.Extensions.Options.Options.Create(
                    new ProfileTwoFactor.Identity.IdentityImportOptions<IdentityUser>
                    {
                        UnitOfWork = _ => new object(),
                    }
                )
            )
        );
        await site.AddUserAsync("mei");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            site.Import.ImportAccountAsync("mei", ImportSite.Request)
        );

        Assert.Contains("The import is refused", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ImportContext", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Untouched, await site.StateAsync("mei"));
    }

    [ImportFact]
    public async Task Import_OfOneUserByFourCallersAtOnce_ImportsOnce()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei", codes: 0);

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() => site.Import.ImportAccountAsync("mei", ImportSite.Request))
                )
        );

        Assert.Single(results, result => result.Status == TwoFactorImportStatus.Imported);
        Assert.Single(site.Events);
        Assert.Equal(
            "Identity: False, key False, 0 codes; package: True",
            await site.StateAsync("mei")
        );
    }

    protected abstract Task<ImportSite> StartAsync(Action<IServiceCollection>? services = null);

    private static async Task<string?> StampAsync(ImportSite site, string id)
    {
        string? stamp = null;
        await site.WithAsync(async users => stamp = (await users.FindByIdAsync(id))!.SecurityStamp);
        return stamp;
    }

    private static async Task FailAtAsync(ImportSite site, string table)
    {
        site.Faults.BeforeCommand = sql =>
        {
            if (sql.Contains($"INSERT INTO \"{table}\"", StringComparison.Ordinal))
            {
                throw new IOException("The disk is full.");
            }
        };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            site.Import.ImportAccountAsync("mei", ImportSite.Request)
        );
        site.Faults.BeforeCommand = null;

        Assert.Contains("user 'mei'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Untouched, await site.StateAsync("mei"));
    }
}
