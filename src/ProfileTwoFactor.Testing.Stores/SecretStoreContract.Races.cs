using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class SecretStoreContract
{
    /// <summary>64 writers that read, change and write until they win: no wrong guess goes uncounted.</summary>
    [ContractTest]
    internal async Task Writers_InParallelOnOneRecord_NeverLoseAnUpdate()
    {
        const int Writers = 64;
        var key = SampleRecords.Key();

        var versions = await Contenders.RunAsync(
            Writers,
            async writer =>
            {
                // A conflict means that another writer won in the meantime, and each wins once.
                for (var attempt = 0; attempt <= Writers; attempt++)
                {
                    var current =
                        await Secrets.FindAsync(key, None)
                        ?? SampleRecords.Binding(key) with
                        {
                            Failures = 0,
                        };
                    var next = current with { Failures = current.Failures + 1 };
                    if (await Secrets.WriteAsync(next, None) == StoreWriteStatus.Written)
                    {
                        return current.Version + 1;
                    }
                }

                throw new StoreContractException(
                    $"{writer} met more conflicts than there are other writers."
                );
            }
        );

        Expect.Equal(
            Enumerable.Range(1, Writers).Select(version => (long)version),
            versions.Order()
        );
        var final = await Secrets.FindAsync(key, None);
        Expect.Equal(Writers, final!.Version);
        Expect.Equal(Writers, final.Failures);
    }

    /// <summary>64 writers that create one record: one of them did.</summary>
    [ContractTest]
    internal async Task Writers_InParallelOfANewRecord_HaveOneWinner()
    {
        var key = SampleRecords.Key();

        var results = await Contenders.RunAsync(
            64,
            async writer =>
            {
                var record = SampleRecords.Binding(key);
                record = SampleRecords.WithFirst(record, first => first with { Id = writer });
                return (Status: await Secrets.WriteAsync(record, None), Writer: writer);
            }
        );

        var winner = Expect.Single(results, result => result.Status == StoreWriteStatus.Written);
        Expect.Equal(winner.Writer, (await Secrets.FindAsync(key, None))!.Active!.BindingId);
    }
}
