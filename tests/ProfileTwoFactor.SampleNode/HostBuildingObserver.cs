using System.Diagnostics;

namespace ProfileTwoFactor.SampleNode;

/// <summary>Hears that a host is about to be built and adds to its services, after the host's own.</summary>
internal sealed class HostBuildingObserver(Action<HostBuilderContext, IServiceCollection> configure)
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            builder.ConfigureServices(configure);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
