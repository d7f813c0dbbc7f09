using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>Request and response of a connection in one reused object, as Kestrel keeps them.</summary>
internal sealed class PooledExchange
    : IHttpRequestFeature,
        IHttpResponseFeature,
        IHttpRequestLifetimeFeature,
        IHttpRequestIdentifierFeature,
        IRouteValuesFeature,
        IEndpointFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = new();
    private readonly HeaderDictionary _responseHeaders = new();
    private RouteValueDictionary? _routeValues;

    public PooledExchange()
    {
        Headers = ResponseHeaders;
        Body = new ResponseBody(this);
    }

    public string Protocol { get; set; } = "HTTP/1.1";
    public string Scheme { get; set; } = "http";
    public string Method { get; set; } = "GET";
    public string PathBase { get; set; } = "";
    public string Path { get; set; } = "/";
    public string QueryString { get; set; } = "";
    public string RawTarget { get; set; } = "/";
    public IHeaderDictionary Headers { get; set; }
    public int StatusCode { get; set; }
    public string? ReasonPhrase { get; set; }
    public bool HasStarted { get; private set; }
    public CancellationToken RequestAborted { get; set; }
    public string TraceIdentifier { get; set; } = "benchmark";
    public RouteValueDictionary RouteValues
    {
        get => _routeValues ??= [];
        set => _routeValues = value;
    }
    public Endpoint? Endpoint { get; set; }
    public ResponseBody Body { get; }
    public IHeaderDictionary ResponseHeaders => _responseHeaders;

    Stream IHttpRequestFeature.Body { get; set; } = Stream.Null;
    Stream IHttpResponseFeature.Body { get; set; } = Stream.Null;
    IHeaderDictionary IHttpResponseFeature.Headers
    {
        get => _responseHeaders;
        set => throw new NotSupportedException();
    }

    public void Offer(PooledFeatures features)
    {
        features.Keep<IHttpRequestFeature>(this);
        features.Keep<IHttpResponseFeature>(this);
        features.Keep<IHttpRequestLifetimeFeature>(this);
        features.Keep<IHttpRequestIdentifierFeature>(this);
        features.Keep<IRouteValuesFeature>(this);
        features.Keep<IEndpointFeature>(this);
        features.Keep<IHttpResponseBodyFeature>(Body);
    }

    public void Begin(string method, string path, IHeaderDictionary headers)
    {
        (Method, Path, RawTarget, Headers) = (method, path, path, headers);
        StatusCode = StatusCodes.Status200OK;
        HasStarted = false;
        Endpoint = null;
        _routeValues = null;
        _responseHeaders.Clear();
        _onStarting.Clear();
        _onCompleted.Clear();
        Body.Clear();
    }

    public void OnStarting(Func<object, Task> callback, object state) =>
        _onStarting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) =>
        _onCompleted.Push((callback, state));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (HasStarted)
        {
            return Task.CompletedTask;
        }
        var done = Drain(_onStarting);
        HasStarted = true;
        return done;
    }

    public Task CompletedAsync() => Drain(_onCompleted);

    public void Abort() => throw new InvalidOperationException("A request was aborted.");

    private static Task Drain(Stack<(Func<object, Task> Callback, object State)> callbacks)
    {
        while (callbacks.TryPop(out var entry))
        {
            var task = entry.Callback(entry.State);
            if (!task.IsCompletedSuccessfully)
            {
                return Rest(task, callbacks);
            }
        }
        return Task.CompletedTask;
    }

    private static async Task Rest(
        Task first,
        Stack<(Func<object, Task> Callback, object State)> callbacks
    )
    {
        await first;
        await Drain(callbacks);
    }
}
