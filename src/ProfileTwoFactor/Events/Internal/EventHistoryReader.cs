using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>Asks the host's history under our deadline, and believes only what is about the scope that was asked for.</summary>
internal sealed class EventHistoryReader(
    IServiceScopeFactory scopes,
    IServiceProviderIsService services,
    Deadline deadline
)
{
    /// <summary>As many as people read; the whole trail is the host's to show.</summary>
    public const int MostEntries = 20;

    /// <returns>Empty in a host without a history.</returns>
    /// <exception cref="DependencyUnavailableException">The history failed, took too long or made no sense.</exception>
    public async Task<IReadOnlyList<TwoFactorHistoryEntry>> ReadAsync(TwoFactorScope scope)
    {
        if (!services.IsService(typeof(ITwoFactorEventHistory)))
        {
            return [];
        }

        var entries = await deadline.CallAsync(
            DependencyNames.EventHistory,
            (scopes, scope),
            static (s, token) => FindAsync(s.scopes, s.scope, token)
        );
        if (entries.Any(entry => entry is null || entry.Scope != scope))
        {
            // A query that forgot its filter shows one person what another did.
            throw deadline.InvalidAnswer(
                DependencyNames.EventHistory,
                "it returned entries of a different scope than the requested one"
            );
        }

        return [.. entries.OrderByDescending(entry => entry.Time).Take(MostEntries)];
    }

    // In a scope of its own, since a call that is given up may go on while the request ends.
    private static async Task<IReadOnlyList<TwoFactorHistoryEntry>> FindAsync(
        IServiceScopeFactory scopes,
        TwoFactorScope scope,
        CancellationToken cancellationToken
    )
    {
        await using var services = scopes.CreateAsyncScope();
        var entries = await services
            .ServiceProvider.GetRequiredService<ITwoFactorEventHistory>()
            .FindLatestAsync(scope, MostEntries, cancellationToken);
        // Copied here, where a list that fails while it is read is the history's failure.
        return [.. entries];
    }
}
