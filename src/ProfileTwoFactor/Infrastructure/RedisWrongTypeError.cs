namespace ProfileTwoFactor.Infrastructure;

/// <summary>Tells Redis's answer "this key holds something else" from a Redis that fails.</summary>
/// <remarks>
/// The package knows no Redis client, and every client passes the protocol's error code on as the first word of its message. A caller who can
/// write one key could otherwise open the circuit for all callers, by requesting that key again and again.
/// </remarks>
internal static class RedisWrongTypeError
{
    private const string ErrorCode = "WRONGTYPE ";

    public static bool Is(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.StartsWith(ErrorCode, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
