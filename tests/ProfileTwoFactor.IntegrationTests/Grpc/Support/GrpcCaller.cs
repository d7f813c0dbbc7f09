using Grpc.Core;
using Grpc.Net.Client;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Grpc.Support;

/// <summary>The official client, with a browser's cookies and the profile in the path.</summary>
public sealed class GrpcCaller : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;

    public GrpcCaller(GateHost host, Browser browser, string profile = "acme")
    {
        var cookies = browser.Cookies.GetCookieHeader(host.Addresses[0]);
        _channel = GrpcChannel.ForAddress(
            host.Addresses[1],
            new GrpcChannelOptions
            {
                HttpHandler = new PathHandler($"/p/{profile}", cookies),
                DisposeHttpClient = true,
            }
        );
        _invoker = _channel.CreateCallInvoker();
    }

    public async Task<string> CallAsync(Method<string, string> method) =>
        await _invoker.AsyncUnaryCall(method, null, Limit(), "");

    public IAsyncStreamReader<string> Watch(string request = "") =>
        _invoker
            .AsyncServerStreamingCall(TickerServiceBase.WatchMethod, null, Limit(), request)
            .ResponseStream;

    public void Dispose() => _channel.Dispose();

    private static CallOptions Limit() =>
        new CallOptions().WithCancellationToken(
            new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token
        );

    private sealed class PathHandler(string prefix, string cookies)
        : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = true })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.RequestUri = new Uri(
                request.RequestUri!,
                prefix + request.RequestUri!.AbsolutePath
            );
            if (cookies.Length > 0)
            {
                request.Headers.Add("Cookie", cookies);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
