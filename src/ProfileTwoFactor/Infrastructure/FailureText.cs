using System.Net.Sockets;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>Says what kind of failure it was. Messages are left out: a mail server's answer repeats the address, a database's the row.</summary>
internal static class FailureText
{
    private const int MostInner = 6;

    public static string Of(Exception exception)
    {
        var kinds = new List<string>();
        for (
            var current = exception;
            current is not null && kinds.Count < MostInner;
            current = current.InnerException
        )
        {
            kinds.Add(
                current switch
                {
                    SocketException socket => $"SocketException {socket.SocketErrorCode}",
                    _ => current.GetType().Name,
                }
            );
        }

        return string.Join(" < ", kinds);
    }
}
