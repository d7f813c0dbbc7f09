using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Asks the gate about one connection, and has it closed when the answer is no.</summary>
internal sealed class LiveConnectionCheck(
    IServiceScopeFactory scopes,
    Tenants tenants,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<LiveConnectionCheck> logger
)
{
    // As long as a request might have been let through on what was known a moment ago. Beyond that nothing is known any more,
    // and a connection without a decision is not one that may stay.
    private readonly TimeSpan _tolerance =
        options.Value.DecisionLifetime + options.Value.DependencyTimeout;

    public async Task RunAsync(LiveConnection connection, ProfileOutages outages)
    {
        var decision = outages.Includes(connection.Scope)
            ? Unavailable(connection)
            : await AskAsync(connection);
        var answered = decision.Status != GateStatus.Unavailable;
        outages.Report(connection.Scope, answered);
        if (decision.Admits)
        {
            connection.Admitted(decision);
        }
        else if (answered || IsOverdue(connection))
        {
            if (!answered)
            {
                ConnectionLog.ConnectionUndecided(logger, _tolerance.TotalSeconds);
            }

            // Not awaited: telling takes as long as the client takes to read, and others wait to be asked about.
            _ = connection.EndAsync(decision);
        }
    }

    private bool IsOverdue(LiveConnection connection)
    {
        var now = time.GetUtcNow();
        var waited = now - (connection.UnansweredSince ??= now);
        // A clock that was set back must not lengthen the wait.
        return waited >= _tolerance || waited < TimeSpan.Zero;
    }

    private async Task<GateDecision> AskAsync(LiveConnection connection)
    {
        try
        {
            connection.Snapshot.Enter(tenants, isBackground: true);
        }
        catch (DependencyUnavailableException exception)
        {
            ConnectionLog.ConnectionTenantUnknown(logger, exception);
            return Unavailable(connection);
        }

        try
        {
            // A scope of its own: the connection's may be the one of a request that is long over.
            await using var scope = scopes.CreateAsyncScope();
            return await connection.AskAsync(scope.ServiceProvider);
        }
        catch (Exception exception)
        {
            ConnectionLog.ConnectionCheckFailed(logger, exception);
            return Unavailable(connection);
        }
    }

    private static GateDecision Unavailable(LiveConnection connection) =>
        new(GateStatus.Unavailable, connection.Endpoint);
}
