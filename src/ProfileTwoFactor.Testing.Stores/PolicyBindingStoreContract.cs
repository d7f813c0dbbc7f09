using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

/// <summary>The contract of every <see cref="IPolicyBindingStore"/>. Derive a test class that provides the three stores, and run it.</summary>
public abstract class PolicyBindingStoreContract : StoreContract
{
    private static readonly ContractTests All = new(typeof(PolicyBindingStoreContract));

    /// <summary>The names of the contract's tests, one in each row.</summary>
    public static IEnumerable<object[]> Tests() => Rows(All);

    private protected override ContractTests Contract => All;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test.</summary>
    protected abstract IPolicyBindingStore Joint { get; }

    /// <summary>The policy store that it reads from, empty at the start of each test.</summary>
    protected abstract IPolicyStore Policies { get; }

    /// <summary>The binding store that it reads from, empty at the start of each test.</summary>
    protected abstract ISecretStore Secrets { get; }

    /// <summary>It knows the stores that it belongs to, and no others.</summary>
    [ContractTest]
    internal Task ReadsFrom_ItsStoresAndOthers_TellsThemApart()
    {
        Expect.True(Joint.ReadsFrom(Policies, Secrets));
        Expect.True(!Joint.ReadsFrom(new Wrapper(Policies), Secrets));
        Expect.True(!Joint.ReadsFrom(Policies, new SecretWrapper(Secrets)));
        return Task.CompletedTask;
    }

    /// <summary>What was never written is null.</summary>
    [ContractTest]
    internal async Task Find_NeverWritten_IsNull()
    {
        var key = SampleRecords.Key();

        var found = await Joint.FindAsync(key.Scope, key, None);

        Expect.Null(found.Policy);
        Expect.Null(found.Binding);
    }

    /// <summary>Both come as their own stores return them.</summary>
    [ContractTest]
    internal async Task Find_BothWritten_AreAsTheirStoresReturnThem()
    {
        var key = SampleRecords.Key(stamp: "stamp-1");
        await Policies.WriteAsync(SampleRecords.Policy(key.Scope), None);
        await Secrets.WriteAsync(SampleRecords.Binding(key), None);

        var found = await Joint.FindAsync(key.Scope, key, None);

        RecordAssert.Same((await Policies.FindAsync(key.Scope, None))!, found.Policy);
        RecordAssert.Same((await Secrets.FindAsync(key, None))!, found.Binding);
        Expect.NotNull(found.Policy);
        Expect.NotNull(found.Binding);
    }

    /// <summary>A member without a binding still has a policy: without it, two-factor authentication would be off.</summary>
    [ContractTest]
    internal async Task Find_PolicyWithoutABinding_ReturnsThePolicy()
    {
        var key = SampleRecords.Key();
        await Policies.WriteAsync(SampleRecords.Policy(key.Scope), None);

        var found = await Joint.FindAsync(key.Scope, key, None);

        RecordAssert.Same((await Policies.FindAsync(key.Scope, None))!, found.Policy);
        Expect.NotNull(found.Policy);
        Expect.Null(found.Binding);
    }

    /// <summary>Bindings of other members, stamps and epochs of the profile aren't the member's.</summary>
    [ContractTest]
    internal async Task Find_BindingsOfOthers_AreNotReturned()
    {
        var key = SampleRecords.Key();
        await Policies.WriteAsync(SampleRecords.Policy(key.Scope), None);
        BindingKey[] others =
        [
            key with
            {
                MemberId = key.MemberId + "x",
            },
            key with
            {
                MemberStamp = "another",
            },
            key with
            {
                Epoch = "another",
            },
        ];
        foreach (var other in others)
        {
            await Secrets.WriteAsync(SampleRecords.Binding(other), None);
        }

        Expect.Null((await Joint.FindAsync(key.Scope, key, None)).Binding);
        foreach (var other in others)
        {
            var found = await Joint.FindAsync(key.Scope, other, None);
            RecordAssert.Same((await Secrets.FindAsync(other, None))!, found.Binding);
        }
    }

    /// <summary>The policy is the one of the scope that was asked for.</summary>
    [ContractTest]
    internal async Task Find_ScopesThatLookAlike_AreKeptApart()
    {
        var key = SampleRecords.Key();
        foreach (var id in SampleRecords.LookAlikes.Distinct(StringComparer.Ordinal))
        {
            await Policies.WriteAsync(SampleRecords.Policy(TwoFactorScope.Profile(id)), None);
        }

        foreach (var id in SampleRecords.LookAlikes)
        {
            var scope = TwoFactorScope.Profile(id);
            var found = await Joint.FindAsync(scope, key with { Scope = scope }, None);
            RecordAssert.Same((await Policies.FindAsync(scope, None))!, found.Policy);
        }
    }

    /// <summary>A write is seen by the next read, also of what was read before.</summary>
    [ContractTest]
    internal async Task Find_AfterAWrite_SeesIt()
    {
        var key = SampleRecords.Key();
        await Policies.WriteAsync(SampleRecords.Policy(key.Scope), None);
        await Secrets.WriteAsync(SampleRecords.Binding(key), None);
        var before = await Joint.FindAsync(key.Scope, key, None);

        await Policies.WriteAsync(before.Policy! with { Enabled = false }, None);
        await Secrets.WriteAsync(before.Binding! with { Failures = 3 }, None);

        var after = await Joint.FindAsync(key.Scope, key, None);
        Expect.Equal(false, after.Policy!.Enabled);
        Expect.Equal(3, after.Binding!.Failures);
    }

    /// <summary>The records carry the tenant they were asked for.</summary>
    [ContractTest]
    internal async Task Find_OfATenant_CarriesWhatItWasAskedFor()
    {
        var plain = SampleRecords.Key();
        var key = plain with { Scope = plain.Scope.InTenant("north") };
        await Policies.WriteAsync(SampleRecords.Policy(key.Scope), None);
        await Secrets.WriteAsync(SampleRecords.Binding(key), None);

        var found = await Joint.FindAsync(key.Scope, key, None);

        Expect.Equal(key.Scope, found.Policy!.Scope);
        Expect.Equal(key, found.Binding!.Key);
    }

    private sealed class Wrapper(IPolicyStore inner) : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        ) => inner.FindAsync(scope, cancellationToken);

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        ) => inner.WriteAsync(record, cancellationToken);
    }

    private sealed class SecretWrapper(ISecretStore inner) : ISecretStore
    {
        public Task<BindingRecord?> FindAsync(
            BindingKey key,
            CancellationToken cancellationToken
        ) => inner.FindAsync(key, cancellationToken);

        public Task<StoreWriteStatus> WriteAsync(
            BindingRecord record,
            CancellationToken cancellationToken
        ) => inner.WriteAsync(record, cancellationToken);

        public IAsyncEnumerable<BindingRecord> ListAsync(
            TwoFactorScope scope,
            string epoch,
            CancellationToken cancellationToken
        ) => inner.ListAsync(scope, epoch, cancellationToken);

        public Task DeleteEpochAsync(
            TwoFactorScope scope,
            string epoch,
            CancellationToken cancellationToken
        ) => inner.DeleteEpochAsync(scope, epoch, cancellationToken);
    }
}
