using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>Nonsense in the database is an exception, which becomes 503. Read as "off" or "not bound" it would open a profile.</summary>
public sealed class DamagedRowTests
{
    [Theory]
    [InlineData("Version = 0")]
    [InlineData("Version = -1")]
    [InlineData("ChangedAtUtcTicks = -1")]
    [InlineData("ChangedAtUtcTicks = 9223372036854775807")]
    [InlineData("EnforcedFromUtcTicks = -1")]
    [InlineData("EnforcedFromUtcTicks = 9223372036854775807")]
    [InlineData("RemindedAtUtcTicks = -1")]
    [InlineData("ScopeId = 'PROFILE-1'")]
    [InlineData("ScopeStamp = 'other'")]
    [InlineData("ScopeKind = 2")]
    [InlineData("RetiredEpochs = ''")]
    [InlineData("RetiredEpochs = 'null'")]
    [InlineData("RetiredEpochs = '[null]'")]
    [InlineData("RetiredEpochs = '{\"a\":1}'")]
    [InlineData("OwnerValues = ''")]
    [InlineData("OwnerValues = 'null'")]
    [InlineData("OwnerValues = '[]'")]
    [InlineData("OwnerValues = '{\"Window\":0}'")]
    [InlineData("OwnerValues = '{\"Window\":-36000000000}'")]
    [InlineData("OwnerValues = '{\"Absolute\":-1}'")]
    [InlineData("OwnerValues = '{\"MaxAge\":1.5}'")]
    [InlineData("OwnerValues = '{\"MaxAge\":\"600\"}'")]
    [InlineData("OwnerValues = '{\"Message\":\"\"}'")]
    [InlineData("OwnerValues = '{\"Proof\":2}'")]
    [InlineData("OwnerValues = '{\"Kinds\":[]}'")]
    [InlineData("OwnerValues = '{\"Kinds\":[null]}'")]
    [InlineData("OwnerValues = '{\"Kinds\":[\"totp\",\"totp\"]}'")]
    [InlineData("OwnerValues = '{\"ActiveAfter\":-1}'")]
    [InlineData("OwnerValues = '{\"VerifiedAfter\":9223372036854775807}'")]
    [InlineData("OwnerValues = '{\"RuleOfANewerVersion\":true}'")]
    public async Task Policy_ThatMakesNoSense_IsNeverReadAsOff(string damage)
    {
        using var host = new SqliteHost<HostContext>();
        var policy = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"));
        await host.Policies.WriteAsync(policy, default);
        Assert.Equal(1, host.Execute($"UPDATE TwoFactorPolicies SET {damage}"));

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            host.Policies.FindAsync(policy.Scope, default)
        );
    }

    /// <summary>As a node of the release before leaves it, which switches the profile off and on and knows no dates.</summary>
    [Theory]
    [InlineData("Epoch = 'epoch-3'")]
    [InlineData("Epoch = 'EPOCH-2'")]
    [InlineData("ScheduledEpoch = NULL")]
    [InlineData("EnforcedFromUtcTicks = NULL")]
    public async Task Policy_WithADateOfAnotherEpoch_IsEnforcedAtOnce(string change)
    {
        using var host = new SqliteHost<HostContext>();
        var policy = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"));
        await host.Policies.WriteAsync(policy, default);
        Assert.Equal(1, host.Execute($"UPDATE TwoFactorPolicies SET {change}"));

        var found = await host.Policies.FindAsync(policy.Scope, default);

        Assert.True(found!.Enabled);
        Assert.False(found.Scheduled);
    }

    [Theory]
    [InlineData("Version = 0")]
    [InlineData("Failures = -1")]
    [InlineData("LockedUntilUtcTicks = -1")]
    [InlineData("MemberId = 'member-2'")]
    [InlineData("MemberStamp = 'other'")]
    [InlineData("Epoch = 'epoch-3'")]
    [InlineData("ScopeId = 'profile-2'")]
    [InlineData("BindingId = NULL")]
    [InlineData("BindingId = ''")]
    [InlineData("ProtectedSecret = NULL")]
    [InlineData("ProtectedSecret = x''")]
    [InlineData("LastAcceptedStep = NULL")]
    [InlineData("LastAcceptedStep = -1")]
    [InlineData("BoundAtUtcTicks = NULL")]
    [InlineData(
        "BindingId = NULL, ProtectedSecret = NULL, LastAcceptedStep = NULL, BoundAtUtcTicks = NULL"
    )]
    [InlineData("BackupCodeSalt = NULL")]
    [InlineData("BackupCodeIterations = 0")]
    [InlineData("BackupCodeHashes = NULL")]
    [InlineData("BackupCodeHashes = '[\"?\"]'")]
    [InlineData("BackupCodeHashes = '['")]
    [InlineData("PendingBindingId = NULL")]
    [InlineData("PendingProtectedSecret = NULL")]
    [InlineData("PendingCallerHash = NULL")]
    [InlineData("PendingOwnerMemberId = NULL")]
    [InlineData("PendingExpiresAtUtcTicks = -5")]
    [InlineData("PendingLastAcceptedStep = -1")]
    [InlineData("Windows = ''")]
    [InlineData("Windows = '{}'")]
    [InlineData("Windows = '[]'")]
    [InlineData("Windows = '{\"OnlyListed\":true,\"Windows\":[null]}'")]
    [InlineData("Windows = '{\"OnlyListed\":true,\"Windows\":[{\"Id\":\"\"}]}'")]
    [InlineData("Authenticators = ''")]
    [InlineData("Authenticators = 'null'")]
    [InlineData("Authenticators = '[]'")]
    [InlineData("Authenticators = substr(Authenticators, 1, 100)")]
    [InlineData("Authenticators = json_remove(Authenticators, '$.Items')")]
    [InlineData("Authenticators = json_remove(Authenticators, '$.Binding')")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items', json('[]'))")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0]', null)")]
    [InlineData("Authenticators = json_remove(Authenticators, '$.Items[0]')")]
    [InlineData("Authenticators = json_remove(Authenticators, '$.Items[0].Secret')")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].Secret', 'AAAA')")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].Id', 'other')")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].Kind', 0)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].Kind', 3)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].Step', -1)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].BoundAt', -1)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[0].Unknown', 1)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[1].Id', 'binding-1')")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[1].Id', null)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[1].DisabledAt', -1)")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[1].DisabledAt', 'no')")]
    [InlineData("Authenticators = json_remove(Authenticators, '$.Items[1].Passkey')")]
    [InlineData("Authenticators = json_remove(Authenticators, '$.Items[1].Passkey.PublicKey')")]
    [InlineData("Authenticators = json_set(Authenticators, '$.Items[1].Passkey.SignCount', -1)")]
    [InlineData(
        "Authenticators = json_set(Authenticators, '$.Items[1].Passkey.Transports', json('[null]'))"
    )]
    [InlineData("ProtectedSecret = x'09'")]
    public async Task Binding_ThatMakesNoSense_IsNeverReadAsNotBound(string damage)
    {
        using var host = new SqliteHost<HostContext>();
        var key = SampleRecords.Key();
        await host.Secrets.WriteAsync(SampleRecords.Binding(key), default);
        Assert.Equal(1, host.Execute($"UPDATE TwoFactorBindings SET {damage}"));

        await Assert.ThrowsAsync<InvalidDataException>(() => host.Secrets.FindAsync(key, default));
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var _ in host.Secrets.ListAsync(key.Scope, key.Epoch, default)) { }
        });
    }

    [Fact]
    public async Task Record_ThatCouldNotBeReadBack_DoesNotReplaceAGoodOne()
    {
        using var host = new SqliteHost<HostContext>();
        var good = SampleRecords.Binding(SampleRecords.Key());
        await host.Secrets.WriteAsync(good, default);
        var bad = good with { Version = 1, Failures = -1 };

        await Assert.ThrowsAsync<InvalidDataException>(() => host.Secrets.WriteAsync(bad, default));

        RecordAssert.Same(
            good with
            {
                Version = 1,
            },
            await host.Secrets.FindAsync(good.Key, default)
        );
    }
}
