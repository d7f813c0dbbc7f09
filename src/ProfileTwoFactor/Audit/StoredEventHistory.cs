using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Audit;

/// <summary>The recent events of an account, from the package's own history.</summary>
internal sealed class StoredEventHistory(
    IServiceProvider services,
    IOptions<SecurityHistoryOptions> options,
    TimeProvider time
) : ITwoFactorEventHistory
{
    public async Task<IReadOnlyList<TwoFactorHistoryEntry>> FindLatestAsync(
        TwoFactorScope scope,
        int count,
        CancellationToken cancellationToken
    )
    {
        // Asked for here and not by the constructor: a missing store is reported by the check at start.
        var records = await services
            .GetRequiredService<IHistoryStore>()
            .ListAsync(
                new HistoryQuery
                {
                    Scope = scope,
                    Limit = count,
                    From = HistoryLimit.Of(options.Value, time),
                },
                cancellationToken
            );
        return
        [
            .. records.Select(record => new TwoFactorHistoryEntry
            {
                Scope = record.Scope,
                Kind = record.Kind,
                Time = record.Time,
                Count = record.Count,
                Client = record.Client,
                Reason = record.Reason,
            }),
        ];
    }
}
