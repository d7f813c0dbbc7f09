using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Tells the other nodes what changed on this one. A request leaves the change here and goes on; nothing that happens here reaches it.</summary>
internal sealed class ChangePublisher : QuietBackgroundService
{
    /// <summary>What waits while the backplane is down. Beyond it, changes cost the other nodes the lifetime of a decision.</summary>
    private const int Capacity = 4096;

    private readonly IChangeBackplane _backplane;
    private readonly ChangeNames _names;
    private readonly ChangeSender _sender;
    private readonly BackplaneState _state;
    private readonly IOptions<ProfileTwoFactorOptions> _options;
    private readonly TwoFactorMetrics _metrics;
    private readonly ChangeSet _waiting = new(Capacity);

    public ChangePublisher(
        IChangeBackplane backplane,
        ChangeNames names,
        ChangeSender sender,
        BackplaneState state,
        ScopeRegistry scopes,
        IOptions<ProfileTwoFactorOptions> options,
        TwoFactorMetrics metrics
    )
    {
        (_backplane, _names, _sender, _state) = (backplane, names, sender, state);
        (_options, _metrics) = (options, metrics);
        scopes.ChangedHere += scope => Add(names.Of(scope));
        scopes.ClosedHere += cookie => Add(ChangeNames.Of(WindowPlace.OfCookie(cookie)));
    }

    protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _waiting.WaitAsync(stoppingToken);
            // As many as came while the last message was on its way: a thousand changes in a second are a few messages.
            var changes = _waiting.Take(ChangeMessage.Most, out _);
            if (await TrySendAsync(changes, stoppingToken))
            {
                continue;
            }

            foreach (var change in changes)
            {
                Add(change);
            }

            await Task.Delay(BackplaneTimes.Retry, stoppingToken);
        }
    }

    private async Task<bool> TrySendAsync(
        IReadOnlyCollection<Change> changes,
        CancellationToken stoppingToken
    )
    {
        try
        {
            await PatientCall.RunAsync(
                token =>
                    _backplane.PublishAsync(
                        _names.Channel,
                        ChangeMessage.Write(_sender.Id, changes),
                        token
                    ),
                _options.Value.DependencyTimeout,
                stoppingToken
            );
            _metrics.BackplaneMessage("sent");
            _state.Spoke(speaks: true);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            _metrics.BackplaneMessage("failed");
            _state.Spoke(speaks: false, exception);
            return false;
        }
    }

    private void Add(in Change change)
    {
        if (!_waiting.Add(change))
        {
            _metrics.BackplaneMessage("dropped");
        }
    }
}
