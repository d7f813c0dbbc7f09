using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class PolicyStoreContract
{
    /// <summary>Keys are ordinal: no case folding, no trimming, no Unicode equivalence, no parts that run into each other.</summary>
    [ContractTest]
    internal async Task Scopes_ThatLookAlike_AreKeptApart()
    {
        var scopes = SampleRecords
            .LookAlikes.SelectMany(id =>
                new[]
                {
                    TwoFactorScope.Profile(id),
                    TwoFactorScope.Profile(id, "a"),
                    TwoFactorScope.Profile(id, "A"),
                    TwoFactorScope.Account(id),
                    TwoFactorScope.Account(id, "a"),
                }
            )
            // Parts that would run into each other without a separator.
            .Append(TwoFactorScope.Profile("ab", "c"))
            .Append(TwoFactorScope.Profile("a", "bc"))
            .ToArray();

        foreach (var (index, scope) in scopes.Index())
        {
            var record = SampleRecords.Policy(scope) with { ChangedBy = $"owner-{index}" };
            Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(record, None));
        }

        foreach (var (index, scope) in scopes.Index())
        {
            var found = await Policies.FindAsync(scope, None);
            Expect.Equal($"owner-{index}", found!.ChangedBy);
            Expect.Equal(scope, found.Scope);
        }
    }

    /// <summary>The longest ids the package allows are neither cut nor refused.</summary>
    [ContractTest]
    internal async Task Ids_OfTheGreatestLength_AreKeptWhole()
    {
        var id = new string('\u00e9', 199);
        var first = SampleRecords.Policy(
            TwoFactorScope.Profile(id + "x", new string('s', 100))
        ) with
        {
            ChangedBy = new string('m', 200),
            Epoch = new string('e', 64),
        };
        var second = first with { Scope = TwoFactorScope.Profile(id + "y", new string('s', 100)) };

        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(first, None));
        Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(second, None));

        RecordAssert.Same(first with { Version = 1 }, await Policies.FindAsync(first.Scope, None));
    }
}
