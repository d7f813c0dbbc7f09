using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class PolicyStoreContract
{
    /// <summary>After a write returned "written", every node reads the new record, and no node reads the previous one.</summary>
    [ContractTest]
    internal async Task Reads_AfterAWrite_SeeItOnEveryNode()
    {
        var scope = TwoFactorScope.Profile("profile-1");
        var other = Reopen();
        for (var version = 0; version < 20; version++)
        {
            var record = SampleRecords.Policy(scope, version) with { ChangedBy = $"by-{version}" };
            Expect.Equal(
                StoreWriteStatus.Written,
                await (version % 2 == 0 ? Policies : other).WriteAsync(record, None)
            );

            var expected = record with { Version = version + 1 };
            RecordAssert.Same(expected, await Policies.FindAsync(scope, None));
            RecordAssert.Same(expected, await other.FindAsync(scope, None));
        }
    }

    /// <summary>A caller who doesn't know whether its write arrived sends it again: it counts once, and the answer is a conflict.</summary>
    [ContractTest]
    internal async Task Write_RepeatedAfterALostAnswer_CountsOnce()
    {
        var scope = TwoFactorScope.Profile("profile-1");
        for (var version = 0; version < 3; version++)
        {
            var record = SampleRecords.Policy(scope, version);
            Expect.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(record, None));
            Expect.Equal(StoreWriteStatus.Conflict, await Policies.WriteAsync(record, None));
            Expect.Equal(version + 1, (await Policies.FindAsync(scope, None))!.Version);
        }
    }

    /// <summary>A write that is broken off leaves the old record or the new one, never a mixture, and "written" is never returned for a write that wasn't stored.</summary>
    [ContractTest]
    internal async Task Write_BrokenOffAtAnyMoment_LeavesOneWholeRecord()
    {
        var scope = TwoFactorScope.Profile("profile-1");
        var before = SampleRecords.Policy(scope);
        await Policies.WriteAsync(before, None);
        before = before with { Version = 1 };
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var after = before with
            {
                Enabled = !before.Enabled,
                Epoch = $"epoch-{attempt}",
                ChangedBy = $"owner-{attempt}",
                RetiredEpochs = [before.Epoch],
            };
            var status = await Interruption.TryAsync(
                attempt,
                token => Policies.WriteAsync(after, token)
            );

            var found = await Reopen().FindAsync(scope, None);
            Expect.NotNull(found);
            if (status == StoreWriteStatus.Written || found.Version > before.Version)
            {
                before = after with { Version = after.Version + 1 };
            }

            RecordAssert.Same(before, found);
        }
    }
}
