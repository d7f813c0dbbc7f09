using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class SecretStoreContract
{
    /// <summary>A list is complete, without repeats, and of one epoch only.</summary>
    [ContractTest]
    internal async Task List_GivesEveryRecordOfThatEpochOnce_AndNoOther()
    {
        const int Members = 600;
        var scope = TwoFactorScope.Profile("profile-1");
        for (var member = 0; member < Members; member++)
        {
            await Secrets.WriteAsync(
                SampleRecords.Binding(SampleRecords.Key($"member-{member}")),
                None
            );
        }

        await WriteNeighboursAsync();

        var listed = new List<string>();
        await foreach (var record in Secrets.ListAsync(scope, "epoch-2", None))
        {
            RecordAssert.Same(SampleRecords.Binding(record.Key) with { Version = 1 }, record);
            listed.Add(record.Key.MemberId);
        }

        Expect.Equal(
            Enumerable
                .Range(0, Members)
                .Select(member => $"member-{member}")
                .Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal)
        );
    }

    /// <summary>What is listed is what is stored now: a list shows who is bound and who is locked out.</summary>
    [ContractTest]
    internal async Task List_AfterAWrite_ShowsTheRecordAsItIsNow()
    {
        var first = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(first, None);
        await ListAsync();
        var second = first with { Version = 1, Failures = 99, Active = null };
        await Secrets.WriteAsync(second, None);

        var listed = Expect.Single(await ListAsync());

        RecordAssert.Same(second with { Version = 2 }, listed);

        async Task<List<BindingRecord>> ListAsync()
        {
            var records = new List<BindingRecord>();
            await foreach (var record in Secrets.ListAsync(first.Key.Scope, first.Key.Epoch, None))
            {
                records.Add(record);
            }

            return records;
        }
    }

    /// <summary>An epoch without bindings is an empty list.</summary>
    [ContractTest]
    internal async Task List_OfAnUnknownEpoch_IsEmpty()
    {
        await WriteNeighboursAsync();

        await foreach (
            var record in Secrets.ListAsync(TwoFactorScope.Profile("profile-1"), "epoch-2", None)
        )
        {
            Expect.Fail($"Listed a record of {record.Key}");
        }
    }

    /// <summary>Deleting an epoch reaches all of it, nothing else, and may be called again.</summary>
    [ContractTest]
    internal async Task DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther()
    {
        const int Members = 600;
        var scope = TwoFactorScope.Profile("profile-1");
        for (var member = 0; member < Members; member++)
        {
            await Secrets.WriteAsync(
                SampleRecords.Binding(SampleRecords.Key($"member-{member}")),
                None
            );
        }

        var neighbours = await WriteNeighboursAsync();

        await Secrets.DeleteEpochAsync(scope, "epoch-2", None);
        await Secrets.DeleteEpochAsync(scope, "epoch-2", None);

        await foreach (var record in Secrets.ListAsync(scope, "epoch-2", None))
        {
            Expect.Fail($"Still there: {record.Key}");
        }

        foreach (var key in neighbours)
        {
            Expect.NotNull(await Secrets.FindAsync(key, None));
        }
    }

    private async Task<BindingKey[]> WriteNeighboursAsync()
    {
        BindingKey[] neighbours =
        [
            SampleRecords.Key(epoch: "epoch-1"),
            SampleRecords.Key(epoch: "EPOCH-2"),
            SampleRecords.Key(epoch: "epoch-2 "),
            SampleRecords.Key(epoch: ""),
            SampleRecords.Key(scope: TwoFactorScope.Account("profile-1")),
            SampleRecords.Key(scope: TwoFactorScope.Profile("profile-1", "re-created")),
            SampleRecords.Key(scope: TwoFactorScope.Profile("Profile-1")),
            SampleRecords.Key(scope: TwoFactorScope.Profile("profile-10")),
        ];
        foreach (var key in neighbours)
        {
            Expect.Equal(
                StoreWriteStatus.Written,
                await Secrets.WriteAsync(SampleRecords.Binding(key), None)
            );
        }

        return neighbours;
    }
}
