using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Whether messages come and go. Logs each change of that once, however often it is reported.</summary>
internal sealed class BackplaneState(TwoFactorMetrics metrics, ILogger<BackplaneState> logger)
{
    private readonly Lock _lock = new();
    private bool? _hears;
    private bool _speaks = true;
    private bool? _toldUp;

    /// <summary>Changes of other nodes are heard, and this node's are sent.</summary>
    public bool IsUp
    {
        get
        {
            lock (_lock)
            {
                return _hears == true && _speaks;
            }
        }
    }

    public void Heard(bool hears, Exception? why = null)
    {
        lock (_lock)
        {
            _hears = hears;
            Tell(why);
        }
    }

    public void Spoke(bool speaks, Exception? why = null)
    {
        lock (_lock)
        {
            _speaks = speaks;
            Tell(why);
        }
    }

    private void Tell(Exception? why)
    {
        var up = _hears == true && _speaks;
        // Not connected yet is not down.
        if (up == _toldUp || (_hears is null && _speaks))
        {
            return;
        }

        _toldUp = up;
        metrics.BackplaneIs(up);
        if (up)
        {
            BackplaneLog.BackplaneUp(logger);
        }
        else
        {
            // The name only: what a driver says can hold addresses and names.
            BackplaneLog.BackplaneDown(logger, why?.GetType().Name ?? "it was disconnected");
        }
    }
}
