using System.Security.Cryptography;
using System.Text.Json;

namespace ProfileTwoFactor.Internal;

/// <summary>
/// Keeps requests from waiting, one after the other, for a dependency that does not answer. Open, it refuses at once; after a short
/// time one call is let through to see. It never opens access: a refused call ends as a 503 like the failed ones before it.
/// </summary>
internal sealed class Circuit(TimeProvider time)
{
    /// <summary>As many in a row as no hiccup makes.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>Short, since a dependency that is back should be used at once.</summary>
    public static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    // Read without the lock: in good times a call costs one look at it.
    private volatile int _failures;
    private long _openedAt;
    private bool _probing;

    /// <summary>Whether a call may be made. When true, its outcome must be reported.</summary>
    public bool Allows()
    {
        if (_failures < FailuresToOpen)
        {
            return true;
        }

        lock (_lock)
        {
            if (_failures < FailuresToOpen)
            {
                return true;
            }

            if (_probing || time.GetElapsedTime(_openedAt) < OpenTime)
            {
                return false;
            }

            _probing = true;
            return true;
        }
    }

    /// <returns>True when this closed an open circuit.</returns>
    public bool Succeeded()
    {
        if (_failures == 0)
        {
            return false;
        }

        lock (_lock)
        {
            var wasOpen = _failures >= FailuresToOpen;
            _failures = 0;
            _probing = false;
            return wasOpen;
        }
    }

    /// <returns>True when this opened a closed circuit.</returns>
    public bool Failed(Exception exception)
    {
        if (IsAnAnswer(exception))
        {
            Succeeded();
            return false;
        }

        lock (_lock)
        {
            _probing = false;
            _openedAt = time.GetTimestamp();
            // Bounded, so that many waiting calls that fail together can't overflow it.
            _failures = Math.Min(_failures + 1, FailuresToOpen + 1);
            return _failures == FailuresToOpen;
        }
    }

    /// <summary>One damaged record must not shut everybody else out: the dependency did answer.</summary>
    private static bool IsAnAnswer(Exception exception) =>
        exception
            is InvalidDataException
                or ArgumentException
                or FormatException
                or JsonException
                or CryptographicException
        || WrongType.Is(exception);
}
