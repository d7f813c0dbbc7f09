namespace ProfileTwoFactor.Windows;

/// <summary>A window's entries that are being read before it is known whose they are. They may turn out not to be needed.</summary>
/// <remarks>What is read is consumed once: by the search for the window, or when it is left. Its owner sees to that.</remarks>
internal readonly struct WindowReading
{
    private readonly WindowStore _windows;
    private readonly ValueTask<WindowEntries> _reading;

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

    /// <summary>The window, if what was read is one of these.</summary>
    public ValueTask<WindowState?> FindAsync(WindowCandidates candidates, WindowLimits limits) =>
        _windows.FindAsync(candidates, limits, _reading);

    /// <summary>Nothing of it is needed. A cache that is down is no failure of a request that doesn't need it.</summary>
    public void Leave()
    {
        if (!_reading.IsCompletedSuccessfully)
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
