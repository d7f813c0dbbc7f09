using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>Keeps one connection's worth of pooled state and drives requests through it in the order Kestrel does.</summary>
internal sealed class RequestPipeline<TContext>(IHttpApplication<TContext> application)
    : IRequestPipeline
    where TContext : notnull
{
    private readonly ConnectionFeatures<TContext> _connection = new();

    public int Run(string path, IHeaderDictionary headers)
    {
        var features = _connection;
        features.Begin("GET", path, headers);
        var context = application.CreateContext(features);
        Demand(application.ProcessRequestAsync(context));
        Demand(features.Exchange.StartAsync(CancellationToken.None));
        Demand(features.Exchange.CompletedAsync());
        application.DisposeContext(context, null);
        return features.Exchange.StatusCode;
    }

    public async Task<Answer> SendAsync(string method, string path, string cookies, string accept)
    {
        var features = new ConnectionFeatures<TContext>();
        var headers = new HeaderDictionary
        {
            ["Host"] = "localhost",
            ["Accept"] = accept,
            ["Cookie"] = cookies,
        };
        features.Begin(method, path, headers);
        var context = application.CreateContext(features);
        await application.ProcessRequestAsync(context);
        await features.Exchange.StartAsync(CancellationToken.None);
        await features.Exchange.CompletedAsync();
        application.DisposeContext(context, null);
        var exchange = features.Exchange;
        return new Answer(
            exchange.StatusCode,
            Encoding.UTF8.GetString(exchange.Body.LastWritten),
            [.. exchange.ResponseHeaders.SetCookie.Select(value => value!)]
        );
    }

    private static void Demand(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException(
                $"A measured request must complete synchronously; this one is {task.Status}.",
                task.Exception
            );
        }
    }
}
