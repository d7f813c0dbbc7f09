using Grpc.Core;

namespace ProfileTwoFactor.IntegrationTests.Grpc.Support;

/// <summary>What the gRPC compiler would write for a service of two methods.</summary>
[BindServiceMethod(typeof(TickerServiceBase), nameof(BindService))]
public abstract class TickerServiceBase
{
    private const string Name = "demo.Ticker";

    public static readonly Method<string, string> GetMethod = new(
        MethodType.Unary,
        Name,
        nameof(Get),
        Marshallers.StringMarshaller,
        Marshallers.StringMarshaller
    );

    public static readonly Method<string, string> WatchMethod = new(
        MethodType.ServerStreaming,
        Name,
        nameof(Watch),
        Marshallers.StringMarshaller,
        Marshallers.StringMarshaller
    );

    /// <summary>A method the service does not have.</summary>
    public static readonly Method<string, string> MissingMethod = new(
        MethodType.Unary,
        Name,
        "Missing",
        Marshallers.StringMarshaller,
        Marshallers.StringMarshaller
    );

    public static void BindService(ServiceBinderBase binder, TickerServiceBase? service)
    {
        binder.AddMethod(
            GetMethod,
            service is null ? null! : new UnaryServerMethod<string, string>(service.Get)
        );
        binder.AddMethod(
            WatchMethod,
            service is null ? null! : new ServerStreamingServerMethod<string, string>(service.Watch)
        );
    }

    public abstract Task<string> Get(string request, ServerCallContext context);

    public abstract Task Watch(
        string request,
        IServerStreamWriter<string> responseStream,
        ServerCallContext context
    );
}
