using System.Net.Sockets;
using System.Text;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>Bodies that only a socket can send.</summary>
public sealed class RawConnectionTests
{
    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\nnonsense\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 18\r\nContent-Encoding: gzip\r\n\r\n\u001f{\"code\":\"123456\"}")]
    [InlineData("Content-Length: 99999999\r\n\r\n{\"code\":\"123456\"}")]
    public async Task BrokenTransfer_IsAnInvalidRequest(string rest)
    {
        await using var host = await EndpointHost.StartAsync(
            defaultScheme: EndpointHost.Jwt,
            kestrel: true
        );

        var answer = await SendAsync(host, rest);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"invalid-request\"", answer, StringComparison.Ordinal);
        Assert.Empty(host.Manager.Calls);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n11\r\n{\"code\":\"123456\"}")]
    [InlineData("Content-Length: 100\r\n\r\n{\"code\":\"123456\"}")]
    public async Task HangingUp_InTheMiddleOfABody_ReachesNothing(string rest)
    {
        await using var host = await EndpointHost.StartAsync(
            defaultScheme: EndpointHost.Jwt,
            kestrel: true
        );

        using (var client = await ConnectAsync(host))
        {
            await WriteAsync(client, rest);
            var stream = client.GetStream();
            client.Client.Shutdown(SocketShutdown.Send);
            await ReadToEndAsync(stream);
        }

        Assert.Empty(host.Manager.Calls);
        Assert.StartsWith(
            "HTTP/1.1 200 ",
            await SendAsync(host, "Content-Length: 17\r\n\r\n{\"code\":\"123456\"}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ChunkedBody_InPieces_IsRead()
    {
        await using var host = await EndpointHost.StartAsync(
            defaultScheme: EndpointHost.Jwt,
            kestrel: true
        );

        var answer = await SendAsync(
            host,
            "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"code\":\r\n9\r\n\"123456\"}\r\n0\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal("verify acme 123456", Assert.Single(host.Manager.Calls));
    }

    private static async Task<string> SendAsync(EndpointHost host, string rest)
    {
        using var client = await ConnectAsync(host);
        await WriteAsync(client, rest);

        // Not to the end of the stream: the server keeps it open for the rest of a body it won't read.
        var text = "";
        var buffer = new byte[4096];
        while (!text.EndsWith('}'))
        {
            var read = await client.GetStream().ReadAsync(buffer);
            Assert.True(read > 0, text);
            text += Encoding.UTF8.GetString(buffer, 0, read);
        }

        return text;
    }

    private static async Task<TcpClient> ConnectAsync(EndpointHost host)
    {
        var address = new Uri(host.Address);
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }

    private static async Task WriteAsync(TcpClient client, string rest) =>
        await client
            .GetStream()
            .WriteAsync(
                Encoding.Latin1.GetBytes(
                    $"POST {EndpointClient.Profile}/verify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {TokenIssuer.Issue("olivia")}\r\nContent-Type: application/json\r\n{rest}"
                )
            );

    private static async Task ReadToEndAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer) > 0) { }
        }
        catch (IOException)
        {
            // The server may reset what it will not read to the end.
        }
    }
}
