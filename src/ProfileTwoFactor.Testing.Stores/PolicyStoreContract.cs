using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

/// <summary>The contract of every <see cref="IPolicyStore"/>. Derive a test class that provides the stores, and run it.</summary>
public abstract partial class PolicyStoreContract : StoreContract
{
    private static readonly ContractTests All = new(typeof(PolicyStoreContract));

    /// <summary>The names of the contract's tests, one in each row.</summary>
    public static IEnumerable<object[]> Tests() => Rows(All);

    private protected override ContractTests Contract => All;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract IPolicyStore Policies { get; }

    /// <summary>Returns a second store for the same data, as on another node or after a crash.</summary>
    /// <remarks>Override it if the data is stored outside the process. The default is the same store, for in-memory stores.</remarks>
    protected virtual IPolicyStore Reopen() => Policies;

    /// <summary>A policy that was never written is null, not an empty record.</summary>
    [ContractTest]
    internal async Task Find_NeverWritten_IsNull()
    {
        Expect.Null(await Policies.FindAsync(TwoFactorScope.Profile("nobody"), None));
    }

    /// <summary>Nothing is lost between writing and reading.</summary>
    [ContractTest]
    internal async Task Write_EveryField_IsReadBack()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1", "stamp-1"));

        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(record, None));

        RecordAssert.Same(
            record with
            {
                Version = 1,
            },
            await Policies.FindAsync(record.Scope, None)
        );
    }

    /// <summary>A write replaces the whole record; nothing of the old state remains.</summary>
    [ContractTest]
    internal async Task Write_OfAnotherState_ReplacesEveryField()
    {
        var scope = TwoFactorScope.Profile("profile-1");
        await Policies.WriteAsync(SampleRecords.Policy(scope), None);
        var off = new PolicyRecord
        {
            Scope = scope,
            Version = 1,
            Enabled = false,
            Epoch = "",
            ChangedAt = SampleRecords.Moment.AddDays(1),
            ChangedBy = "owner-2",
        };

        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(off, None));

        RecordAssert.Same(off with { Version = 2 }, await Policies.FindAsync(scope, None));
    }

    /// <summary>The states a policy passes through.</summary>
    internal static string[] Shapes =>
        [
            "off",
            "another epoch",
            "another actor",
            "never on before",
            "another epoch before",
            "earlier",
            "no date",
            "no longer scheduled",
            "another date",
            "never reminded",
            "reminded again",
            "no values",
            "values without content",
            "other lifetimes",
            "no lifetimes",
            "another message",
            "no message",
            "no proof demanded",
            "other authenticators",
            "any authenticator",
            "all machines",
            "no rule for machines",
            "no proof of others",
            "ended later",
            "no end kept",
            "no generation of windows",
            "another generation of windows",
            "no change",
            "another change",
            "no ended epochs",
            "one ended epoch fewer",
            "other ended epochs",
        ];

    /// <summary>A write replaces the whole record, there and back: nothing is merged, and nothing goes one way only.</summary>
    [ContractTest(Rows = nameof(Shapes))]
    internal async Task Write_EveryShapeOverEveryOther_LeavesNothingBehind(string shape)
    {
        var scope = TwoFactorScope.Profile("profile-1");
        var full = SampleRecords.Policy(scope);
        var other = Shape(full, shape) with { Version = 1 };
        await Policies.WriteAsync(full, None);

        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(other, None));
        RecordAssert.Same(other with { Version = 2 }, await Policies.FindAsync(scope, None));

        Expect.Equal(
            StoreWriteStatus.Written,
            await Policies.WriteAsync(full with { Version = 2 }, None)
        );
        RecordAssert.Same(full with { Version = 3 }, await Policies.FindAsync(scope, None));
    }

    /// <summary>A profile that was switched often has many ended epochs until they are swept; none is cut off.</summary>
    [ContractTest]
    internal async Task Write_OfManyEndedEpochs_CutsNothing()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1")) with
        {
            RetiredEpochs = [.. Enumerable.Range(0, 200).Select(epoch => $"{epoch:D32}")],
        };

        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(record, None));

        RecordAssert.Same(
            record with
            {
                Version = 1,
            },
            await Policies.FindAsync(record.Scope, None)
        );
    }

    /// <summary>A store that keeps tenants apart returns the requested scope, and so does a store that ignores them.</summary>
    [ContractTest]
    internal async Task Policy_OfATenant_CarriesTheScopeItWasAskedFor()
    {
        var scope = TwoFactorScope.Profile("profile-1").InTenant("tenant-1");
        await Policies.WriteAsync(SampleRecords.Policy(scope), None);

        Expect.Equal(scope, (await Policies.FindAsync(scope, None))?.Scope);
    }

    /// <summary>Version 0 means "there is none yet".</summary>
    [ContractTest]
    internal async Task Write_AsNewTwice_HasOneWinner()
    {
        var first = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"));

        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(first, None));
        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Policies.WriteAsync(first with { Enabled = false }, None)
        );

        Expect.True((await Policies.FindAsync(first.Scope, None))!.Enabled);
    }

    /// <summary>Compare and swap: any other version than the stored one is a conflict and leaves the record alone.</summary>
    [ContractTest(0, 1, 3)]
    internal async Task Write_WithAnotherVersionThanStored_ChangesNothing(long version)
    {
        var scope = TwoFactorScope.Profile("profile-1");
        var record = SampleRecords.Policy(scope);
        await Policies.WriteAsync(record, None);
        await Policies.WriteAsync(record with { Version = 1 }, None);

        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Policies.WriteAsync(record with { Version = version, ChangedBy = "late" }, None)
        );

        RecordAssert.Same(record with { Version = 2 }, await Policies.FindAsync(scope, None));
    }

    /// <summary>A record that is gone is not brought back by a late write.</summary>
    [ContractTest]
    internal async Task Write_WithAVersionButNoRecord_IsAConflict()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"), version: 1);

        Expect.Equal(StoreWriteStatus.Conflict, await Policies.WriteAsync(record, None));

        Expect.Null(await Policies.FindAsync(record.Scope, None));
    }

    /// <summary>A negative version is a mistake of the caller, not a conflict.</summary>
    [ContractTest]
    internal async Task Write_WithANegativeVersion_Throws()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"), version: -1);

        await Expect.ThrowsAnyAsync<ArgumentException>(() => Policies.WriteAsync(record, None));
    }

    /// <summary>A stored record is not the object the caller holds.</summary>
    [ContractTest]
    internal async Task Lists_TheCallerKeepsChanging_DoNotChangeTheRecord()
    {
        var epochs = new List<string> { "epoch-0" };
        var kinds = new List<string> { "totp" };
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1")) with
        {
            RetiredEpochs = epochs,
            Values = new ProfilePolicyValues { AllowedAuthenticators = kinds },
        };
        await Policies.WriteAsync(record, None);

        epochs.Clear();
        kinds.Clear();

        var found = await Policies.FindAsync(record.Scope, None);
        Expect.Equal(["epoch-0"], found!.RetiredEpochs);
        Expect.Equal(["totp"], found.Values!.AllowedAuthenticators!);
    }

    /// <summary>A store that lists policies lists each profile once, as it is now, and no account.</summary>
    [ContractTest]
    internal async Task Listing_IsOfEachProfileOnce()
    {
        if (Policies is not IPolicyListing listing)
        {
            return;
        }

        for (var number = 0; number < 300; number++)
        {
            await Policies.WriteAsync(
                SampleRecords.Policy(TwoFactorScope.Profile($"profile-{number}", "stamp")),
                None
            );
        }

        await Policies.WriteAsync(SampleRecords.Policy(TwoFactorScope.Account("person")), None);
        var changed = SampleRecords.Policy(TwoFactorScope.Profile("profile-7", "stamp")) with
        {
            Version = 1,
            Enabled = false,
        };
        await Policies.WriteAsync(changed, None);

        var listed = new List<PolicyRecord>();
        await foreach (var record in listing.ListProfilesAsync(None))
        {
            listed.Add(record);
        }

        Expect.Equal(300, listed.Count);
        Expect.Equal(300, listed.Select(record => record.Scope).Distinct().Count());
        RecordAssert.Same(
            changed with
            {
                Version = 2,
            },
            Expect.Single(listed, record => record.Scope == changed.Scope)
        );
    }

    private static PolicyRecord Shape(PolicyRecord full, string shape) =>
        shape switch
        {
            "off" => full with { Enabled = false },
            "another epoch" => full with { Epoch = "EPOCH-2" },
            "another actor" => full with { ChangedBy = "Owner-1" },
            "never on before" => full with { LastEnabledEpoch = null },
            "another epoch before" => full with { LastEnabledEpoch = "EPOCH-1" },
            "earlier" => full with { ChangedAt = SampleRecords.Moment.AddYears(-3) },
            "no date" => full with { EnforcedFrom = null, Scheduled = false },
            "no longer scheduled" => full with { Scheduled = false },
            "another date" => full with { EnforcedFrom = SampleRecords.Moment.AddDays(90) },
            "never reminded" => full with { RemindedAt = null },
            "reminded again" => full with { RemindedAt = SampleRecords.Moment.AddDays(3) },
            "no values" => full with { Values = null },
            "values without content" => full with { Values = new ProfilePolicyValues() },
            "other lifetimes" => full with
            {
                Values = full.Values! with
                {
                    WindowLifetime = TimeSpan.FromSeconds(1),
                    AbsoluteLifetime = TimeSpan.FromDays(3650),
                    SensitiveActionMaxAge = TimeSpan.FromHours(26),
                },
            },
            "no lifetimes" => full with
            {
                Values = full.Values! with
                {
                    WindowLifetime = null,
                    AbsoluteLifetime = null,
                    SensitiveActionMaxAge = null,
                },
            },
            "another message" => full with
            {
                Values = full.Values! with { Message = new string('\u3042', 500) },
            },
            "no message" => full with { Values = full.Values! with { Message = null } },
            "no proof demanded" => full with
            {
                Values = full.Values! with { EnrollmentProof = EnrollmentProof.None },
            },
            "other authenticators" => full with
            {
                Values = full.Values! with { AllowedAuthenticators = ["passkey"] },
            },
            "any authenticator" => full with
            {
                Values = full.Values! with { AllowedAuthenticators = null },
            },
            "all machines" => full with
            {
                Values = full.Values! with { MachineCallers = MachineCallerAccess.Allow },
            },
            "no rule for machines" => full with
            {
                Values = full.Values! with { MachineCallers = null },
            },
            "no proof of others" => full with
            {
                Values = full.Values! with
                {
                    UpstreamProof = UpstreamProof.Deny,
                    UpstreamAfter = null,
                },
            },
            "ended later" => full with
            {
                Values = full.Values! with { ActiveAfter = SampleRecords.Moment },
            },
            "no end kept" => full with
            {
                Values = full.Values! with
                {
                    ActiveAfter = null,
                    VerifiedAfter = null,
                    CodesAfter = null,
                    PasskeysAfter = null,
                },
            },
            "no generation of windows" => full with { WindowGeneration = null },
            "another generation of windows" => full with { WindowGeneration = "GENERATION-1" },
            "no change" => full with { ChangeId = null },
            "another change" => full with { ChangeId = "CHANGE-1" },
            "no ended epochs" => full with { RetiredEpochs = [] },
            "one ended epoch fewer" => full with
            {
                RetiredEpochs = [.. full.RetiredEpochs.Skip(1)],
            },
            "other ended epochs" => full with { RetiredEpochs = ["epoch-7", "epoch-8", "epoch-9"] },
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
}
