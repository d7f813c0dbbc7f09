namespace ProfileTwoFactor.Windows;

/// <summary>A window's entries that are being read before it is known whose they are. They may turn out not to be needed.</summary>
/// <remarks>What is read is consumed once: by the search for the window, or when it is left.</remarks>
internal sealed class WindowReading
{
    private readonly WindowStore _windows;
    private readonly ValueTask<WindowEntries> _reading;
    private bool _isUsed;

    private WindowReading(
        WindowStore windows,
        WindowPlace place,
        ValueTask<WindowEntries> reading
    ) => (_windows, Place, _reading) = (windows, place, reading);

    public WindowPlace Place { get; }

    public static WindowReading Begin(WindowStore windows, string cookie)
    {
        var place = WindowPlace.OfCookie(cookie);
        return new(windows, place, windows.ReadAsync(place));
    }

    /// <summary>Once: the window, if what was read is one of these.</summary>
    public ValueTask<WindowState?> FindAsync(IEnumerable<WindowKey> keys, WindowLimits limits)
    {
        _isUsed = true;
        return _windows.FindAsync(Place, keys, limits, _reading);
    }

    /// <summary>A cache that is down is no failure of a request that doesn't need it.</summary>
    public void Leave()
    {
        if (!_isUsed && !_reading.IsCompletedSuccessfully)
        {
            // Or the failure would be reported as one that was overlooked.
            _ = _reading
                .AsTask()
                .ContinueWith(
                    static left => left.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default
                );
        }
    }
}
