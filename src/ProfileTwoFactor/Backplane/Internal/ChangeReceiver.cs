using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Listens to the other nodes and ends here what ended there. It can end, and nothing else.</summary>
internal sealed class ChangeReceiver(
    IChangeBackplane backplane,
    ChangeNames names,
    ChangeInbox inbox,
    BackplaneState state,
    ScopeRegistry scopes,
    IRemoteClosing closing,
    ILogger<ChangeReceiver> logger
) : QuietBackgroundService
{
    protected override Task RunUntilStoppedAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ListenAsync(stoppingToken), ApplyAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        // The host's start doesn't wait for what a backplane does before it first lets go of the thread.
        await Task.Yield();
        while (true)
        {
            Exception? why = null;
            try
            {
                await backplane.ListenAsync(names.Channel, inbox, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                why = exception;
            }

            stoppingToken.ThrowIfCancellationRequested();
            state.Heard(hears: false, why);
            await Task.Delay(BackplaneTimes.Retry, stoppingToken);
        }
    }

    private async Task ApplyAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await inbox.Waiting.WaitAsync(stoppingToken);
            var changes = inbox.Waiting.Take(int.MaxValue, out var all);
            try
            {
                Apply(changes, all);
            }
            catch (Exception exception)
            {
                BackplaneLog.BackplaneChangesFailed(logger, exception);
            }

            await Task.Delay(all ? BackplaneTimes.WholeRound : BackplaneTimes.Round, stoppingToken);
        }
    }

    private void Apply(IReadOnlyCollection<Change> changes, bool all)
    {
        var changed = Hashes(changes, ChangeKind.Scope);
        // Looked through, and not looked up: what other nodes say must not cost this one anything until then.
        foreach (var scope in scopes.Known)
        {
            if (all || (changed.Count > 0 && changed.Contains(NameOf(scope))))
            {
                scope.Invalidate();
            }
        }

        var closed = Hashes(changes, ChangeKind.Window);
        if (closed.Count > 0)
        {
            closing.Close(closed);
        }
    }

    private UInt128 NameOf(ScopeState scope)
    {
        if (scope.NodesName == default)
        {
            scope.NodesName = names.Of(scope.Scope).Hash;
        }

        return scope.NodesName;
    }

    private static HashSet<UInt128> Hashes(IEnumerable<Change> changes, ChangeKind kind) =>
        [.. changes.Where(change => change.Kind == kind).Select(change => change.Hash)];
}
