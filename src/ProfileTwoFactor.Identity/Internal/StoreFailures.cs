using System.Data.Common;
using System.Net.Sockets;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>Tells a store that fails, for every user, from a value of one user that can't be read.</summary>
/// <remarks>
/// What a host's <c>IPersonalDataProtector</c> throws for a damaged value can be of any kind: Identity's own throws <see cref="InvalidOperationException"/>, and
/// key rings throw what their dictionaries and converters throw. What a database throws is of few kinds, also where a provider wraps it.
/// </remarks>
internal static class StoreFailures
{
    public static bool IsOne(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (
                current
                is OperationCanceledException
                    or DbException
                    or TimeoutException
                    or IOException
                    or SocketException
                    or HttpRequestException
            )
            {
                return true;
            }
        }

        return false;
    }
}
