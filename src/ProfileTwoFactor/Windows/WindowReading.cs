namespace ProfileTwoFactor.Windows;

/// <summary>A window's entries that are being read before it is known whose they are. They may turn out not to be needed.</summary>
internal sealed class WindowReading
{
    private readonly WindowStore _windows;
    private readonly Task<WindowEntries> _reading;
    private bool _isUsed;

    public WindowReading(WindowStore windows, string cookie)
    {
        _windows = windows;
        Place = WindowPlace.OfCookie(cookie);
        _reading = windows.ReadAsync(Place).AsTask();
    }

    public WindowPlace Place { get; }

    /// <summary>Once: the window, if what was read is one of these.</summary>
    public ValueTask<WindowState?> FindAsync(IEnumerable<WindowKey> keys, WindowLimits limits)
    {
        _isUsed = true;
        return _windows.FindAsync(Place, keys, limits, new ValueTask<WindowEntries>(_reading));
    }

    /// <summary>A cache that is down is no failure of a request that doesn't need it.</summary>
    public void Leave()
    {
        if (!_isUsed && !_reading.IsCompletedSuccessfully)
        {
            // Or the failure would be reported as one that was overlooked.
            _ = _reading.ContinueWith(
                static left => left.Exception,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        }
    }
}
