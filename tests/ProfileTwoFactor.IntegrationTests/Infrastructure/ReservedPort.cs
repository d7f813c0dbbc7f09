using System.Net;
using System.Net.Sockets;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A port that no other program is given while the test's own server on it is down.</summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _bound = new(
        AddressFamily.InterNetwork,
        SocketType.Stream,
        ProtocolType.Tcp
    );

    public ReservedPort()
    {
        _bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_bound.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere the server couldn't listen on it. Those systems are slow to give away a port that was just used.
            _bound.Dispose();
        }
    }

    public int Number { get; }

    public void Dispose() => _bound.Dispose();
}
