using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class SecretStoreContract
{
    /// <summary>Keys are ordinal in every part, and parts do not run into each other.</summary>
    [ContractTest]
    internal async Task Keys_ThatLookAlike_AreKeptApart()
    {
        var keys = SampleRecords
            .LookAlikes.SelectMany(id =>
                new[]
                {
                    SampleRecords.Key(member: id),
                    SampleRecords.Key(stamp: id),
                    SampleRecords.Key(epoch: id),
                    SampleRecords.Key(scope: TwoFactorScope.Profile(id)),
                    SampleRecords.Key(scope: TwoFactorScope.Account(id)),
                    SampleRecords.Key(scope: TwoFactorScope.Profile("profile-1", id)),
                    SampleRecords.Key(scope: TwoFactorScope.Account("account-1", id)),
                }
            )
            // Parts that would run into each other without a separator.
            .Append(SampleRecords.Key(epoch: "ab", member: "c"))
            .Append(SampleRecords.Key(epoch: "a", member: "bc"))
            .Append(SampleRecords.Key(epoch: "", member: "abc"))
            .Append(SampleRecords.Key(epoch: "", member: "ab", stamp: "c"))
            .ToArray();

        foreach (var (index, key) in keys.Index())
        {
            var record = SampleRecords.Binding(key) with { Failures = index };
            Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));
        }

        foreach (var (index, key) in keys.Index())
        {
            var found = await Secrets.FindAsync(key, None);
            Expect.Equal(index, found!.Failures);
            Expect.Equal(key, found.Key);
        }
    }

    /// <summary>The longest ids the package allows are neither cut nor refused.</summary>
    [ContractTest]
    internal async Task Ids_OfTheGreatestLength_AreKeptWhole()
    {
        var id = new string('\u00e9', 199);
        var stamp = new string('s', 100);
        var epoch = new string('e', 64);
        var scope = TwoFactorScope.Profile(id + "p", stamp);
        var first = SampleRecords.Binding(SampleRecords.Key(id + "x", stamp, epoch, scope));
        var second = first with { Key = SampleRecords.Key(id + "y", stamp, epoch, scope) };

        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(first, None));
        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(second, None));

        RecordAssert.Same(first with { Version = 1 }, await Secrets.FindAsync(first.Key, None));
    }
}
