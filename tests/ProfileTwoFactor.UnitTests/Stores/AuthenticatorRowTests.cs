using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>Rows that a release with one authenticator per member wrote, before the upgrade or beside it.</summary>
public sealed class AuthenticatorRowTests
{
    private static readonly BindingKey Key = SampleRecords.Key();

    [Fact]
    public async Task Row_OfTheReleaseBefore_IsAListOfOneApp()
    {
        using var host = new SqliteHost<HostContext>();
        var written = SampleRecords.Binding(Key);
        await host.Secrets.WriteAsync(written, default);
        host.Execute($"UPDATE TwoFactorBindings SET Authenticators = NULL");

        var found = await host.Secrets.FindAsync(Key, default);

        RecordAssert.Same(
            written with
            {
                Version = 1,
                Active = new ActiveBinding
                {
                    Authenticators = [SampleRecords.Totp("binding-1")],
                    BackupCodes = written.Active!.BackupCodes,
                },
                Pending = written.Pending! with { Adds = false, Name = "" },
            },
            found
        );
    }

    [Fact]
    public async Task Row_InWhichTheOtherReleaseAcceptedACode_KeepsThatStep()
    {
        using var host = new SqliteHost<HostContext>();
        var written = SampleRecords.Binding(Key);
        await host.Secrets.WriteAsync(written, default);
        host.Execute($"UPDATE TwoFactorBindings SET LastAcceptedStep = 5678901299, Version = 2");

        var found = await host.Secrets.FindAsync(Key, default);

        RecordAssert.Same(
            SampleRecords.WithFirst(
                written with
                {
                    Version = 2,
                },
                first => first with { LastAcceptedStep = 5_678_901_299 }
            ),
            found
        );
    }

    [Fact]
    public async Task Row_ThatTheOtherReleaseReset_HasNoAuthenticator()
    {
        using var host = new SqliteHost<HostContext>();
        await host.Secrets.WriteAsync(SampleRecords.Binding(Key), default);
        ResetByTheReleaseBefore(host);

        Assert.Null((await host.Secrets.FindAsync(Key, default))!.Active);
    }

    /// <summary>Or a reset on a node of the release before would be undone by the next binding there.</summary>
    [Fact]
    public async Task Row_ThatTheOtherReleaseResetAndBoundAgain_HasTheNewAppAlone()
    {
        using var host = new SqliteHost<HostContext>();
        await host.Secrets.WriteAsync(SampleRecords.Binding(Key), default);
        ResetByTheReleaseBefore(host);
        host.Execute(
            $"UPDATE TwoFactorBindings SET BindingId = 'binding-9', ProtectedSecret = x'0102', LastAcceptedStep = 5, BoundAtUtcTicks = 6"
        );

        var found = await host.Secrets.FindAsync(Key, default);

        var only = Assert.Single(found!.Active!.Authenticators);
        Assert.Equal("binding-9", only.Id);
        Assert.Equal([1, 2], only.ProtectedSecret);
        Assert.Null(found.Active.BackupCodes);
    }

    /// <summary>That release asks a member without a secret to bind one, for which a password is enough.</summary>
    [Fact]
    public async Task Row_OfPasskeysOnly_IsBoundForTheOtherRelease_AndNoCodeMatches()
    {
        using var host = new SqliteHost<HostContext>();
        var written = SampleRecords.Binding(Key);
        written = written with
        {
            Active = written.Active! with { Authenticators = [written.Active.Authenticators[1]] },
        };
        await host.Secrets.WriteAsync(written, default);

        Assert.Equal(
            1,
            host.Execute(
                $"UPDATE TwoFactorBindings SET Version = 2 WHERE BindingId = 'passkey-1' AND length(ProtectedSecret) < 16 AND LastAcceptedStep IS NOT NULL AND BoundAtUtcTicks IS NOT NULL"
            )
        );
        RecordAssert.Same(written with { Version = 2 }, await host.Secrets.FindAsync(Key, default));
    }

    private static void ResetByTheReleaseBefore(SqliteHost<HostContext> host) =>
        Assert.Equal(
            1,
            host.Execute(
                $"UPDATE TwoFactorBindings SET BindingId = NULL, ProtectedSecret = NULL, LastAcceptedStep = NULL, BoundAtUtcTicks = NULL, BackupCodeSalt = NULL, BackupCodeIterations = NULL, BackupCodeHashes = NULL, PendingBindingId = NULL, PendingProtectedSecret = NULL, PendingReplacesBindingId = NULL, PendingCallerHash = NULL, PendingOwnerMemberId = NULL, PendingExpiresAtUtcTicks = NULL, PendingLastAcceptedStep = NULL"
            )
        );
}
