using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class SecretStoreContract
{
    /// <summary>After a write returned "written", every node reads it: a code that was used on one node is used on all nodes.</summary>
    [ContractTest]
    internal async Task Reads_AfterAWrite_SeeItOnEveryNode()
    {
        var key = SampleRecords.Key();
        var other = Reopen();
        for (var version = 0; version < 20; version++)
        {
            var record = SampleRecords.Binding(key, version) with { Failures = version };
            Expect.Equal(
                StoreWriteStatus.Written,
                await (version % 2 == 0 ? Secrets : other).WriteAsync(record, None)
            );

            var expected = record with { Version = version + 1 };
            RecordAssert.Same(expected, await Secrets.FindAsync(key, None));
            RecordAssert.Same(expected, await other.FindAsync(key, None));
        }
    }

    /// <summary>A caller who doesn't know whether its write arrived sends it again: it counts once, and the answer is a conflict.</summary>
    [ContractTest]
    internal async Task Write_RepeatedAfterALostAnswer_CountsOnce()
    {
        var key = SampleRecords.Key();
        for (var version = 0; version < 3; version++)
        {
            var record = SampleRecords.Binding(key, version);
            Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));
            Expect.Equal(StoreWriteStatus.Conflict, await Secrets.WriteAsync(record, None));
            Expect.Equal(version + 1, (await Secrets.FindAsync(key, None))!.Version);
        }
    }

    /// <summary>A write that is broken off leaves the old record or the new one, never a mixture, and "written" is never returned for a write that wasn't stored.</summary>
    [ContractTest]
    internal async Task Write_BrokenOffAtAnyMoment_LeavesOneWholeRecord()
    {
        var key = SampleRecords.Key();
        var full = SampleRecords.Binding(key);
        await Secrets.WriteAsync(full, None);
        var before = full with { Version = 1 };
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var after = before with
            {
                Failures = attempt,
                LockedUntil = attempt % 3 == 0 ? null : full.LockedUntil,
                Active = SampleRecords
                    .WithFirst(full, first => first with { Id = $"binding-{attempt}" })
                    .Active,
                Pending = attempt % 2 == 0 ? null : full.Pending,
            };
            var status = await Interruption.TryAsync(
                attempt,
                token => Secrets.WriteAsync(after, token)
            );

            var found = await Reopen().FindAsync(key, None);
            Expect.NotNull(found);
            if (status == StoreWriteStatus.Written || found.Version > before.Version)
            {
                before = after with { Version = after.Version + 1 };
            }

            RecordAssert.Same(before, found);
        }
    }

    /// <summary>Deleting an epoch that was broken off is finished by calling it again, and never touched another epoch.</summary>
    [ContractTest]
    internal async Task DeleteEpoch_BrokenOffAtAnyMoment_IsFinishedByTheNextCall()
    {
        var neighbours = await WriteNeighboursAsync();
        var scope = TwoFactorScope.Profile("profile-1");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            for (var member = 0; member < 20; member++)
            {
                await Secrets.WriteAsync(
                    SampleRecords.Binding(SampleRecords.Key($"member-{member}")),
                    None
                );
            }

            await Interruption.TryAsync(
                attempt,
                async token =>
                {
                    await Secrets.DeleteEpochAsync(scope, "epoch-2", token);
                    return StoreWriteStatus.Written;
                }
            );
            await Reopen().DeleteEpochAsync(scope, "epoch-2", None);

            await foreach (var record in Secrets.ListAsync(scope, "epoch-2", None))
            {
                Expect.Fail($"Still there: {record.Key}");
            }
        }

        foreach (var key in neighbours)
        {
            Expect.NotNull(await Secrets.FindAsync(key, None));
        }
    }
}
