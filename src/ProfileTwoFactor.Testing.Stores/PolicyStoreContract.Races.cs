using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class PolicyStoreContract
{
    /// <summary>64 writers that read, change and write until they win: every change is in the result.</summary>
    [ContractTest]
    internal async Task Writers_InParallelOnOneRecord_NeverLoseAnUpdate()
    {
        const int Writers = 64;
        var scope = TwoFactorScope.Profile("profile-1");

        var versions = await Contenders.RunAsync(
            Writers,
            async writer =>
            {
                // A conflict means that another writer won in the meantime, and each wins once.
                for (var attempt = 0; attempt <= Writers; attempt++)
                {
                    var current =
                        await Policies.FindAsync(scope, None)
                        ?? SampleRecords.Policy(scope) with
                        {
                            RetiredEpochs = [],
                        };
                    var next = current with { RetiredEpochs = [.. current.RetiredEpochs, writer] };
                    if (await Policies.WriteAsync(next, None) == StoreWriteStatus.Written)
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
        var final = await Policies.FindAsync(scope, None);
        Expect.Equal(Writers, final!.Version);
        Expect.Equal(Writers, final.RetiredEpochs.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>64 writers that create one record: one of them did.</summary>
    [ContractTest]
    internal async Task Writers_InParallelOfANewRecord_HaveOneWinner()
    {
        var scope = TwoFactorScope.Profile("profile-1");

        var results = await Contenders.RunAsync(
            64,
            async writer =>
                (
                    Status: await Policies.WriteAsync(
                        SampleRecords.Policy(scope) with
                        {
                            ChangedBy = writer,
                        },
                        None
                    ),
                    Writer: writer
                )
        );

        var winner = Expect.Single(results, result => result.Status == StoreWriteStatus.Written);
        Expect.Equal(winner.Writer, (await Policies.FindAsync(scope, None))!.ChangedBy);
    }
}
