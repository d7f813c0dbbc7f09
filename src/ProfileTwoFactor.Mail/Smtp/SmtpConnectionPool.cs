namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>Keeps sessions for a moment: a mail to thousands of members would otherwise begin thousands.</summary>
internal sealed class SmtpConnectionPool : IDisposable
{
    /// <summary>Shorter than any server waits for the next mail.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Stack<(SmtpConnection Connection, long Since)> _idle = [];
    private readonly Timer _sweep;
    private bool _disposed;

    public SmtpConnectionPool() =>
        _sweep = new Timer(_ => CloseOld(), state: null, Timeout.Infinite, Timeout.Infinite);

    public SmtpConnection? TakeIdle()
    {
        lock (_lock)
        {
            while (_idle.TryPop(out var idle))
            {
                if (IsFresh(idle.Since) && idle.Connection.IsUsable)
                {
                    return idle.Connection;
                }

                idle.Connection.Dispose();
            }
        }

        return null;
    }

    public void GiveBack(SmtpConnection connection)
    {
        lock (_lock)
        {
            if (!_disposed && connection.IsUsable)
            {
                _idle.Push((connection, Environment.TickCount64));
                _sweep.Change(Longest, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _sweep.Dispose();
            Close(_ => true);
        }
    }

    private static bool IsFresh(long since) =>
        Environment.TickCount64 - since < Longest.TotalMilliseconds;

    private void CloseOld()
    {
        lock (_lock)
        {
            Close(since => !IsFresh(since));
            if (_idle.Count > 0 && !_disposed)
            {
                _sweep.Change(Longest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Close(Func<long, bool> old)
    {
        var all = _idle.ToArray();
        _idle.Clear();
        foreach (var idle in all.Reverse())
        {
            if (old(idle.Since))
            {
                idle.Connection.Dispose();
            }
            else
            {
                _idle.Push(idle);
            }
        }
    }
}
